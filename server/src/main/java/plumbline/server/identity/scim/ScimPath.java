package plumbline.server.identity.scim;

import org.jspecify.annotations.Nullable;

/// What a change is about: `displayName`, `name.familyName`, `members[value eq "2"]`, `emails[type eq "work"].value`.
///
/// @param which of several values, or null for all
/// @param sub the part that follows the brackets or the dot, or empty
record ScimPath(String attribute, @Nullable ScimFilter which, String sub) {}
