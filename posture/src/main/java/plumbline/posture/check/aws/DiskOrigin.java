package plumbline.posture.check.aws;

import java.util.ArrayList;
import java.util.List;
import plumbline.posture.check.Flag;
import plumbline.posture.check.Tree;
import plumbline.posture.check.Verdict;
import plumbline.posture.check.Words;
import plumbline.posture.hcl.Range;
import plumbline.posture.policy.Entries;
import plumbline.posture.policy.Match;
import plumbline.posture.terraform.Block;
import plumbline.posture.terraform.Resource;
import plumbline.posture.value.Value;

/// Whether a disk is encrypted, by its own word or by what it is made from: a snapshot, an image, a launch template.
final class DiskOrigin {
    private static final int LONGEST_CHAIN = 6;

    private final Tree tree;

    DiskOrigin(Tree tree) {
        this.tree = tree;
    }

    Verdict volume(Resource volume) {
        return volume(volume, 0);
    }

    private Verdict volume(Resource volume, int chain) {
        Verdict own = said(volume.body());
        return own.fails() && volume.value("encrypted").isNull()
                ? fromSnapshot(volume.value("snapshot_id"), own, chain)
                : own;
    }

    /// A block device that is no root.
    Verdict disk(Block disk) {
        Verdict own = said(disk);
        return own.fails() && disk.value("encrypted").isNull() ? fromSnapshot(disk.value("snapshot_id"), own, 0) : own;
    }

    /// A root device, which is made from the machine's image.
    Verdict root(Resource machine, Block disk) {
        Verdict own = said(disk);
        return own.fails() && disk.value("encrypted").isNull() ? fromImage(image(machine), own) : own;
    }

    /// The root device of a machine that says nothing of it.
    Verdict undeclaredRoot(Resource machine) {
        List<Block> templates = machine.blocks("launch_template");
        if (!templates.isEmpty() && machine.type().equals("aws_instance")) {
            return Verdict.unknown(
                    templates.getFirst().range(), "its root disk is as its launch template and image make it");
        }
        Value image = image(machine);
        if (image.isNull()) {
            return Verdict.unknown(machine.range(), "it declares no disk and no image");
        }
        Verdict open = Verdict.fail(
                machine.range(), "nothing encrypts its root disk: no block device says so and no image brings it");
        return fromImage(image, open);
    }

    private static Value image(Resource machine) {
        Value ami = machine.value("ami");
        return ami.isNull() ? machine.value("image_id") : ami;
    }

    private static Verdict said(Block disk) {
        Range place = disk.rangeOf("encrypted");
        if (disk.uncertain() != null && disk.attribute("encrypted").isEmpty()) {
            return Verdict.unknown(
                    place, "its disks are unknown: " + disk.uncertain().reason());
        }
        return switch (Flag.of(disk.value("encrypted"))) {
            case ON -> Verdict.pass(place, "it sets encrypted to true");
            case OFF -> Verdict.fail(place, "it sets encrypted to false");
            case UNSET -> Verdict.fail(place, "it does not set encrypted");
            case UNKNOWN -> Verdict.unknown(place, "its encrypted " + Words.why(disk.value("encrypted")));
        };
    }

    private Verdict fromSnapshot(Value snapshot, Verdict otherwise, int chain) {
        if (snapshot.isNull()) {
            return otherwise;
        }
        List<Resource> sources = tree.graph().resolve(snapshot);
        if (sources.size() != 1 || chain > LONGEST_CHAIN) {
            return Verdict.unknown(otherwise.place(), "it is encrypted if its snapshot is, which is unknown");
        }
        Resource source = sources.getFirst();
        if (source.type().equals("aws_ebs_snapshot_copy")
                && Flag.of(source.value("encrypted")).isOn()) {
            return Verdict.pass(otherwise.place(), "it is made from the encrypted " + source.address());
        }
        List<Verdict> volumes = new ArrayList<>();
        for (Resource volume : tree.graph().resolve(source.value("volume_id"))) {
            if (volume.type().equals("aws_ebs_volume")) {
                volumes.add(volume(volume, chain + 1));
            }
        }
        return volumes.size() == 1 && volumes.getFirst().passes()
                ? Verdict.pass(otherwise.place(), "it is made from a snapshot of an encrypted volume")
                : Verdict.unknown(otherwise.place(), "it is encrypted if " + source.address() + " is");
    }

    private Verdict fromImage(Value image, Verdict otherwise) {
        List<Resource> sources = tree.graph().resolve(image);
        if (sources.size() != 1) {
            return otherwise;
        }
        Resource source = sources.getFirst();
        return switch (source.type()) {
            case "aws_ami_copy" ->
                Flag.of(source.value("encrypted")).isOn()
                        ? Verdict.pass(otherwise.place(), "its image " + source.address() + " is encrypted")
                        : otherwise;
            case "aws_ami_from_instance", "aws_ami" ->
                Verdict.unknown(otherwise.place(), "it is encrypted if its image " + source.address() + " is");
            case "aws_ami_ids" -> otherwise;
            default -> source.mode() == Resource.Mode.DATA && isOwn(source) ? own(source, otherwise) : otherwise;
        };
    }

    /// Public images are never encrypted; an account's own may be.
    private static boolean isOwn(Resource lookup) {
        return !Entries.of(lookup.value("owners"))
                .any(owner -> owner.equals("self") || owner.chars().allMatch(Character::isDigit))
                .and(Match.of(!isPublisher(lookup)))
                .isNo();
    }

    private static boolean isPublisher(Resource lookup) {
        return PUBLISHERS.stream()
                .anyMatch(publisher -> Entries.of(lookup.value("owners"))
                        .any(publisher::equals)
                        .isYes());
    }

    /// Amazon, Canonical, Debian, Red Hat, SUSE, Rocky Linux, Fedora: who publishes the images that most machines use.
    private static final List<String> PUBLISHERS = List.of(
            "amazon", "099720109477", "136693071363", "309956199498", "013907871322", "792107900819", "125523088429");

    private static Verdict own(Resource lookup, Verdict otherwise) {
        return Verdict.unknown(
                otherwise.place(), otherwise.reason() + "; it may come with its image " + lookup.address());
    }
}
