package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.List;
import plumbline.posture.check.About;
import plumbline.posture.check.Advice;
import plumbline.posture.check.Check;
import plumbline.posture.check.Controls;
import plumbline.posture.check.Flag;
import plumbline.posture.check.Outcome;
import plumbline.posture.check.Severity;
import plumbline.posture.check.Tree;
import plumbline.posture.check.Verdict;
import plumbline.posture.check.Words;
import plumbline.posture.hcl.Range;
import plumbline.posture.terraform.Block;
import plumbline.posture.terraform.Resource;

/// CRY-01. A disk is encrypted if it says so, if it comes from a snapshot or image that is, or if the account encrypts
/// by default where it is made.
final class EncryptedDisks implements Check {
    private static final String DEFAULT = "aws_ebs_encryption_by_default";
    private static final List<String> MACHINES =
            List.of("aws_instance", "aws_spot_instance_request", "aws_launch_configuration", "aws_launch_template");

    private static final About ABOUT = new About(
            "CRY-01",
            "Disks are encrypted",
            Severity.HIGH,
            List.of(Controls.CRYPTOGRAPHY),
            new Advice(
                            "A disk outlives its machine: as a snapshot that is shared, a volume that is attached elsewhere, a "
                                    + "drive that is taken out. Encryption makes each of them worthless without the key.",
                            "Set encrypted to true on each volume and block device, and switch encryption by default on for "
                                    + "every region. An existing disk has to be replaced from an encrypted snapshot.",
                            """
                    resource "aws_ebs_volume" "{name}" {
                      encrypted  = true
                      kms_key_id = aws_kms_key.data.arn
                    }
                    """)
                    .and(DEFAULT, """
                    resource "aws_ebs_encryption_by_default" "{name}" {
                      enabled = true
                    }
                    """)
                    .and("aws_instance", """
                    resource "aws_instance" "{name}" {
                      root_block_device {
                        encrypted = true
                      }
                    }
                    """)
                    .and("aws_launch_configuration", """
                    resource "aws_launch_configuration" "{name}" {
                      root_block_device {
                        encrypted = true
                      }
                    }
                    """)
                    .and("aws_launch_template", """
                    resource "aws_launch_template" "{name}" {
                      block_device_mappings {
                        device_name = "/dev/xvda"
                        ebs {
                          encrypted = true
                        }
                      }
                    }
                    """));

    @Override
    public About about() {
        return ABOUT;
    }

    @Override
    public List<Outcome> inspect(Tree tree) {
        List<Outcome> outcomes = new ArrayList<>();
        List<Resource> defaults = tree.managed(DEFAULT);
        for (Resource setting : defaults) {
            outcomes.add(Outcome.of(setting, enabled(setting)));
        }
        DiskOrigin origin = new DiskOrigin(tree);
        for (Resource volume : tree.managed("aws_ebs_volume")) {
            outcomes.add(Outcome.of(volume, byDefault(defaults, volume, origin.volume(volume))));
        }
        for (Resource machine : tree.managed(MACHINES)) {
            outcomes.add(Outcome.of(machine, byDefault(defaults, machine, machine(origin, machine))));
        }
        return outcomes;
    }

    private static Verdict enabled(Resource setting) {
        Range place = setting.rangeOf("enabled");
        return switch (Flag.of(setting.value("enabled"))) {
            case ON, UNSET -> Verdict.pass(place, "disks are encrypted by default");
            case OFF -> Verdict.fail(place, "encryption of disks by default is switched off");
            case UNKNOWN -> Verdict.unknown(place, "its enabled " + Words.why(setting.value("enabled")));
        };
    }

    /// With encryption by default AWS encrypts every new disk, whatever the request says.
    private static Verdict byDefault(List<Resource> defaults, Resource disk, Verdict own) {
        if (own.passes()) {
            return own;
        }
        for (Resource setting : defaults) {
            boolean same = Tree.rootOf(setting).equals(Tree.rootOf(disk))
                    && setting.provider().equals(disk.provider())
                    && setting.value("region").equals(disk.value("region"));
            if (same && setting.uncertain() == null && enabled(setting).passes()) {
                return Verdict.pass(own.place(), setting.address() + " encrypts disks by default");
            }
        }
        return own;
    }

    private static Verdict machine(DiskOrigin origin, Resource machine) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Block disk : machine.blocks("ebs_block_device")) {
            verdicts.add(origin.disk(disk));
        }
        for (Block mapping : machine.blocks("block_device_mappings")) {
            for (Block disk : mapping.blocks("ebs")) {
                verdicts.add(origin.disk(disk));
            }
            if (mapping.uncertain() != null) {
                verdicts.add(origin.disk(mapping));
            }
        }
        List<Block> roots = machine.blocks("root_block_device");
        for (Block disk : roots) {
            verdicts.add(origin.root(machine, disk));
        }
        boolean isTemplate = machine.type().equals("aws_launch_template");
        if (isTemplate ? verdicts.isEmpty() : roots.isEmpty()) {
            verdicts.add(origin.undeclaredRoot(machine));
        }
        return Verdict.all(verdicts);
    }
}
