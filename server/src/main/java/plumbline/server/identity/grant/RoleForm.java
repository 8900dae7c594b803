package plumbline.server.identity.grant;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;

/// What the form of a role offers.
///
/// @param role the one that is changed, or null for a new one
/// @param chosen words of the permissions that it allows
/// @param version the one that was looked at
public record RoleForm(@Nullable CustomRole role, List<Permission> offered, Set<String> chosen, int version) {}
