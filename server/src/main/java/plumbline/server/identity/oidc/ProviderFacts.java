package plumbline.server.identity.oidc;

import java.util.Map;

/// What was set up, for people to read.
///
/// @param issuer empty when there is no provider
/// @param redirectUri where the provider sends browsers back to
/// @param roles which group gives which roles
/// @param scim where a directory makes accounts
public record ProviderFacts(
        String issuer, String clientId, String name, String redirectUri, Map<String, String> roles, String scim) {}
