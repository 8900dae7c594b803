package plumbline.posture.check.aws;

import java.util.List;
import plumbline.posture.check.Check;

/// The checks on Amazon Web Services, in the order of their ids by control.
public final class AwsChecks {
    private AwsChecks() {}

    public static List<Check> all() {
        return List.of(
                new OpenGroups(),
                new DefaultGroups(),
                new EncryptedDisks(),
                new BucketEncryption(),
                new BucketTransport(),
                new KeyRotation(),
                new Trails(),
                new TrailBuckets(),
                new FlowLogs(),
                new AdministratorPolicies(),
                new BucketVersioning(),
                new Labels());
    }
}
