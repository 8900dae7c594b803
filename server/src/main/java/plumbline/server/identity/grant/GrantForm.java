package plumbline.server.identity.grant;

import java.util.List;
import java.util.Set;
import plumbline.server.identity.token.TokenScopes;
import plumbline.server.web.Option;

/// What the form of a role to be given offers.
///
/// @param name of whoever gets it
/// @param page where they are found; the form posts below it
/// @param services the cloud services to choose from
/// @param chosen keys of those chosen
public record GrantForm(
        String name,
        String page,
        String tab,
        List<Option> roles,
        List<TokenScopes.Choice> services,
        Set<String> chosen) {}
