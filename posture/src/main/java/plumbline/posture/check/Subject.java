package plumbline.posture.check;

import plumbline.posture.terraform.Resource;

/// What an outcome is about: a resource, or the cloud account as far as the tree shows it. `id` is unique in a scan and
/// stays the same while lines move; `root` is the directory of its root module, empty for the scanned path itself.
public record Subject(String id, String root, String address, Kind kind, Scope scope) {
    /// Type and name, as a block's head gives them.
    public record Kind(String type, String name) {}

    /// A resource is declared in the tree; an account-wide matter may be settled by another tree.
    public enum Scope {
        RESOURCE,
        ACCOUNT
    }

    public static Subject of(Resource resource) {
        return new Subject(
                resource.id(),
                Tree.rootOf(resource),
                resource.address(),
                new Kind(resource.type(), resource.name()),
                Scope.RESOURCE);
    }

    /// The account that the tree deploys to; `address` says how results show it.
    public static Subject account(String address) {
        return new Subject(address, "", address, new Kind("", "main"), Scope.ACCOUNT);
    }

    public String type() {
        return kind.type();
    }

    public String name() {
        return kind.name();
    }
}
