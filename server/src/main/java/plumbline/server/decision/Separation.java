package plumbline.server.decision;

import java.util.Optional;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Actor;

/// Who may vote: people with the authority, apart from those who take part, each once. Pure; the store's condition for
/// lists says the same in SQL, and a test holds the two together.
final class Separation {
    private Separation() {}

    /// Why somebody may not vote, for programs and for people.
    ///
    /// @param code stable, for example `author`
    record Refusal(String code, String why) {}

    /// Why nobody in this capacity may vote at the decision's present step, if there is a reason.
    static Optional<Refusal> refusal(Decision decision, Capacity capacity) {
        return authority(decision, capacity)
                .or(() -> part(decision, capacity.person(), "You"))
                .or(() -> capacity.delegated() == null
                        ? Optional.empty()
                        : part(decision, capacity.holder(), capacity.holder().name()))
                .or(() -> earlier(decision, capacity));
    }

    private static Optional<Refusal> authority(Decision decision, Capacity capacity) {
        if (capacity.person().kind() != Actor.Kind.PERSON) {
            return Optional.of(new Refusal("service-account", "A service account decides nothing: people do."));
        }
        var needed = decision.present().authority();
        if (capacity.has(needed, decision.object().subject().serviceId())) {
            return Optional.empty();
        }
        var who = capacity.delegated() == null
                ? "you do not have"
                : capacity.holder().name() + " does not have, or did not delegate";
        return Optional.of(
                new Refusal("authority", "This step needs the permission " + needed.word() + ", which " + who + "."));
    }

    private static Optional<Refusal> part(Decision decision, Principal person, String name) {
        return decision.parties().stream()
                .filter(party -> decision.present().apart().contains(party.role()))
                .filter(party -> party.actorId().equals(person.actor().id()))
                .findFirst()
                .map(party -> new Refusal(
                        party.role().word(),
                        name + " " + party.role().deed()
                                + ": nobody approves their own work. Somebody else who may "
                                + decision.present().authority().deed() + " decides."));
    }

    private static Optional<Refusal> earlier(Decision decision, Capacity capacity) {
        return decision.votes().stream()
                .filter(vote ->
                        vote.step() == decision.step() || !decision.present().repeats())
                .filter(vote -> capacity.accounts().stream().anyMatch(vote::involves))
                .findFirst()
                .map(vote -> new Refusal(
                        "voted",
                        "Step " + vote.step() + " was " + vote.word() + " by " + vote.voter()
                                + " already: each person counts once."));
    }
}
