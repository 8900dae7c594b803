package plumbline.server.identity.handover;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Actor;

/// What people own of one kind. An area registers one for each kind that it keeps. A bean.
public interface Owned {
    /// The kind as a program knows it: `service`.
    String kind();

    /// What people call one of them, and several.
    Words words();

    /// Where it stands among the others.
    int order();

    /// What becomes of them when their owner leaves.
    default Fate fate() {
        return Fate.PASSES;
    }

    /// How many of them each of these people owns; who owns none is left out.
    Map<Long, Integer> counts(DSLContext database, Collection<Account> people);

    /// The first of those that somebody owns and the reader may see.
    List<Thing> of(DSLContext database, Principal reader, Account owner, int limit);

    /// Gives all of them to somebody else, each with its entry in the journal, and says how many. What somebody else
    /// has got meanwhile stays theirs. Only where the fate is to pass.
    default int pass(DSLContext transaction, Actor by, Account from, Account to) {
        throw new UnsupportedOperationException(kind() + " must pass to be handed over, but " + fate().word());
    }

    /// One thing, with its page.
    ///
    /// @param id as people see it, or empty
    record Thing(String id, String name, String href) {}

    /// `cloud service`, `cloud services`.
    record Words(String one, String many) {}

    /// What becomes of a thing when its owner leaves.
    enum Fate {
        /// Somebody must take it over.
        PASSES,
        /// It ends with the account.
        ENDS,
        /// It stays with the account and counts for nothing while that is deactivated.
        RESTS;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
