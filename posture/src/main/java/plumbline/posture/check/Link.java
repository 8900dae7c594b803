package plumbline.posture.check;

import java.util.Set;
import plumbline.posture.terraform.Resource;

/// How resources of one type name the resource they belong to: by the argument `argument`, which holds a reference to
/// one of the types `parents`, or what such a resource gives itself as `name`.
public record Link(String child, String argument, Set<String> parents, String name) {
    /// A setting of its own for an S3 bucket, such as `aws_s3_bucket_versioning`.
    public static Link toBucket(String child) {
        return new Link(child, "bucket", Set.of("aws_s3_bucket"), "bucket");
    }

    boolean isParent(Resource resource) {
        return parents.contains(resource.type());
    }
}
