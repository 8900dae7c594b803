package plumbline.posture.check;

import plumbline.posture.terraform.Resource;

/// What an outcome is about: a resource, or the cloud account as far as the tree shows it. `id` is unique in a scan and
/// stays the same while lines move; `root` is the directory of its root module, empty for the scanned path itself.
public record Subject(String id, String root, String address, String name, Scope scope) {
    /// A resource is declared in the tree; an account-wide matter may be settled by another tree.
    public enum Scope {
        RESOURCE,
        ACCOUNT
    }

    public static Subject of(Resource resource) {
        return new Subject(resource.id(), Tree.rootOf(resource), resource.address(), resource.name(), Scope.RESOURCE);
    }

    /// The account that the tree deploys to; `address` says how results show it.
    public static Subject account(String address) {
        return new Subject(address, "", address, "main", Scope.ACCOUNT);
    }
}
