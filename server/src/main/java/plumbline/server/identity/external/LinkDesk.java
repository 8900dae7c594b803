package plumbline.server.identity.external;

import org.jooq.DSLContext;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Secrets;
import plumbline.server.identity.external.ExternalLink.About;
import plumbline.server.platform.Transactions;

/// Where links are made: nobody lets in whoever they could not serve themselves.
public final class LinkDesk {
    private final Transactions transactions;
    private final ExternalLinks links;
    private final Accounts accounts;
    private final String publicUrl;

    LinkDesk(Transactions transactions, ExternalLinks links, Accounts accounts, String publicUrl) {
        this.transactions = transactions;
        this.links = links;
        this.accounts = accounts;
        this.publicUrl = publicUrl;
    }

    /// A link just made, with the address that is shown this once.
    public record Made(ExternalLink link, String url) {
        @Override
        public String toString() {
            return "Made[link=" + link.id() + "]";
        }
    }

    public Made create(Principal principal, LinkPurpose purpose, About about, LinkTerms terms) {
        return transactions.get(tx -> create(tx, principal, purpose, about, terms));
    }

    /// As above, inside a transaction of the caller.
    public Made create(DSLContext transaction, Principal principal, LinkPurpose purpose, About about, LinkTerms terms) {
        var needed = ExternalLink.rights(purpose.needs(), about.serviceId());
        // Whoever loses a right at this moment must not leave a link behind that rests on it.
        if (!principal.rights().covers(needed) || !accounts.hold(transaction, principal.id(), needed)) {
            throw Problem.of(
                            ProblemType.FORBIDDEN,
                            "It needs link:manage and " + purpose.needs().word() + " on it.")
                    .exception();
        }
        var secret = Secrets.forLink();
        var link = links.add(
                transaction,
                principal.actor(),
                new ExternalLinkStore.New(purpose, about, terms, principal.id()),
                secret);
        return new Made(link, publicUrl + purpose.path() + "?token=" + secret);
    }
}
