package plumbline.server.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.ETag;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;

/// A change of rights under way. Programs and the machine itself may give everything; whoever lets them act decides
/// what. People give what they have.
public final class RightsChange {
    private final DSLContext transaction;
    private final Actor actor;
    private final Optional<Account> person;
    private final Instant now;
    private final Parts parts;
    private final boolean administered;
    private final boolean reserved;

    RightsChange(DSLContext transaction, Actor actor, Parts parts) {
        this.transaction = transaction;
        this.actor = actor;
        this.parts = parts;
        this.now = parts.journal().now();
        this.person =
                actor.kind() == Actor.Kind.PERSON ? parts.store().find(transaction, number(actor)) : Optional.empty();
        this.administered = parts.store().administered(transaction, now);
        this.reserved = parts.store().reserved(transaction, now);
    }

    /// Changes what one person may do, if they still are as the caller saw them. Two administrators who deactivate
    /// each other at the same moment wait for one another here; when the turn of the second comes, they are none.
    ///
    /// @throws Undone when the transaction must be undone
    Accounts.Changed change(Account seen, Consumer<DSLContext> work) {
        if (person.filter(own -> own.id() == seen.id()).isPresent()) {
            return new Accounts.Changed.OwnAccount();
        }
        var before = parts.store().find(transaction, seen.id());
        if (before.isEmpty() || !isStillAllowed()) {
            return new Accounts.Changed.Stale();
        }
        if (!mayManage(before.get())) {
            return new Accounts.Changed.Beyond();
        }
        if (!parts.store().advance(transaction, seen.id(), seen.version())) {
            return new Accounts.Changed.Stale();
        }
        work.accept(transaction);
        if (leavesNobody()) {
            throw new Undone(new Accounts.Changed.LastAdministrator());
        }
        if (leavesNoReserve()) {
            throw new Undone(new Accounts.Changed.BreakGlass());
        }
        var after = parts.store().find(transaction, seen.id()).orElseThrow();
        var given = after.grants().stream()
                .filter(grant -> !before.get().grants().contains(grant))
                .toList();
        if (!given.stream().allMatch(this::mayGive)) {
            throw new Undone(new Accounts.Changed.Beyond());
        }
        settle(List.of(after));
        return new Accounts.Changed.Done(after);
    }

    /// Whether the person who acts may still manage people.
    public boolean isStillAllowed() {
        return actor.kind() != Actor.Kind.PERSON
                || person.map(account -> account.rights(now).mayEverywhere(Permission.ACCOUNT_MANAGE))
                        .orElse(false);
    }

    /// Refuses a person who lost the right to manage people at this moment.
    public RightsChange requireStillAllowed() {
        if (!isStillAllowed()) {
            throw Problem.conflict("Your rights were changed meanwhile.").exception();
        }
        return this;
    }

    /// Whether nothing is won by becoming the other: the person who acts has all their rights, each for as long.
    public boolean mayBecome(Account other) {
        return other.grants().stream().filter(grant -> !grant.ended(now)).allMatch(this::mayGive);
    }

    /// Whether the person who acts has all the rights that the other has now or will have.
    public boolean mayManage(Account other) {
        var held = other.grants().stream().filter(grant -> !grant.ended(now)).toList();
        return covers(Rights.sum(held), person.map(account -> account.rights(now)));
    }

    /// Refuses whoever may not manage people, or somebody who has more rights than they. Everybody does to themselves
    /// what they please.
    public void requireMayManage(long id) {
        if (person.filter(own -> own.id() == id).isPresent()) {
            return;
        }
        requireStillAllowed();
        if (parts.store().find(transaction, id).filter(this::mayManage).isEmpty()) {
            throw Problem.of(ProblemType.FORBIDDEN, Accounts.BEYOND).exception();
        }
    }

    /// Whether the person who acts has these rights for at least as long.
    public boolean mayGive(Rights.Grant grant) {
        return mayGive(grant.rights(), grant.until());
    }

    /// As above; null is for ever.
    public boolean mayGive(Rights rights, @Nullable Instant until) {
        return covers(rights, person.map(own -> lasting(own, until)));
    }

    private Rights lasting(Account own, @Nullable Instant until) {
        var grants =
                own.grants().stream().filter(grant -> grant.lasts(now, until)).toList();
        return Rights.sum(grants).within(own.rights(now));
    }

    private boolean covers(Rights rights, Optional<Rights> own) {
        return actor.kind() != Actor.Kind.PERSON || own.orElse(Rights.NONE).covers(rights);
    }

    private boolean leavesNobody() {
        return administered && !parts.store().administered(transaction, now);
    }

    private boolean leavesNoReserve() {
        return reserved && !parts.store().reserved(transaction, now);
    }

    /// Ends what rests on rights that these people, as they are now, have lost.
    ///
    /// @throws plumbline.server.api.ProblemException when nobody would be left who may do everything
    public void settle(Collection<Account> people) {
        if (leavesNobody()) {
            throw Problem.conflict(Accounts.LAST_ADMINISTRATOR).exception();
        }
        if (leavesNoReserve()) {
            throw Problem.conflict(Accounts.BREAK_GLASS).exception();
        }
        var left = people.stream()
                .map(account -> new AccountEnding.Left(account, account.rights(now)))
                .toList();
        parts.endings().forEach(ending -> ending.endAll(transaction, actor, left));
    }

    /// What a change works with.
    record Parts(AccountStore store, List<AccountEnding> endings, Journal journal) {}

    private static long number(Actor person) {
        return Long.parseLong(person.id().substring("account:".length()));
    }

    /// The account that was changed.
    ///
    /// @throws plumbline.server.api.ProblemException when nothing was
    public static Account required(Accounts.Changed changed) {
        return switch (changed) {
            case Accounts.Changed.Done(var account) -> account;
            case Accounts.Changed.Stale() -> throw ETag.changed().exception();
            case Accounts.Changed.OwnAccount() ->
                throw Problem.conflict(Accounts.OWN).exception();
            case Accounts.Changed.LastAdministrator() ->
                throw Problem.conflict(Accounts.LAST_ADMINISTRATOR).exception();
            case Accounts.Changed.BreakGlass() ->
                throw Problem.conflict(Accounts.BREAK_GLASS).exception();
            case Accounts.Changed.Beyond() ->
                throw Problem.of(ProblemType.FORBIDDEN, Accounts.BEYOND).exception();
        };
    }

    /// Thrown to undo a transaction that would end in what must not be.
    static final class Undone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Accounts.Changed why;

        Undone(Accounts.Changed why) {
            super(why.toString(), null, false, false);
            this.why = why;
        }

        Accounts.Changed why() {
            return why;
        }
    }
}
