package plumbline.server.identity.oidc;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import plumbline.server.api.Problem;
import plumbline.server.identity.Role;

/// The identity provider that was set up, or none.
///
/// @param secret how attempts are bound to browsers
record OidcSetup(Optional<OidcDesk> desk, Optional<Connections> known, BrowserSecret secret) {

    OidcDesk required() {
        return desk.orElseThrow(
                () -> Problem.notFound("No identity provider is set up.").exception());
    }

    Connections connections() {
        return known.orElseThrow(
                () -> Problem.notFound("No identity provider is set up.").exception());
    }

    ProviderFacts facts(String publicUrl) {
        var scim = publicUrl + "/scim/v2";
        return desk.map(OidcDesk::settings)
                .map(settings -> new ProviderFacts(
                        settings.issuer(),
                        settings.clientId(),
                        settings.name(),
                        publicUrl + OidcPages.BACK,
                        words(settings.roles()),
                        scim))
                .orElseGet(() -> new ProviderFacts("", "", "", publicUrl + OidcPages.BACK, Map.of(), scim));
    }

    private static Map<String, String> words(GroupRoles roles) {
        var words = new TreeMap<String, String>();
        roles.byGroup()
                .forEach((group, given) ->
                        words.put(group, given.stream().sorted().map(Role::word).collect(Collectors.joining(", "))));
        return words;
    }
}
