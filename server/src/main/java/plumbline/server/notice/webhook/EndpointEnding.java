package plumbline.server.notice.webhook;

import java.util.List;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.AccountEnding;
import plumbline.server.identity.Rights;
import plumbline.server.platform.Actor;

/// Disables the endpoints of somebody who leaves or loses the right, in the transaction in which that happens.
final class EndpointEnding implements AccountEnding {
    private final Supplier<EndpointOwners> owners;

    EndpointEnding(Supplier<EndpointOwners> owners) {
        this.owners = owners;
    }

    @Override
    public void end(DSLContext transaction, Actor by, Account account, Rights left) {
        endAll(transaction, by, List.of(new Left(account, left)));
    }

    @Override
    public void endAll(DSLContext transaction, Actor by, List<Left> people) {
        owners.get().end(transaction, by, people);
    }
}
