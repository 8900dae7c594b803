package plumbline.server.decision.matter;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import plumbline.server.platform.Actor;

/// Somebody who takes part in what is decided on.
///
/// @param actorId as the journal keeps it, for example `account:12`
/// @param name as people knew it when the decision was opened
public record Party(PartyRole role, String actorId, String name) {
    public static final Comparator<Party> ORDER =
            Comparator.comparing(Party::role).thenComparing(Party::actorId);

    public static Party of(PartyRole role, Actor actor) {
        return new Party(role, actor.id(), actor.name());
    }

    /// All who take part.
    ///
    /// @param authors who made this version what it is, since the last one that was approved
    /// @param implementers who carries it out, as far as that is known
    public static List<Party> all(Actor requester, Collection<Actor> authors, Collection<Actor> implementers) {
        return Stream.of(
                        Stream.of(of(PartyRole.REQUESTER, requester)),
                        authors.stream().map(author -> of(PartyRole.AUTHOR, author)),
                        implementers.stream().map(implementer -> of(PartyRole.IMPLEMENTER, implementer)))
                .flatMap(parties -> parties)
                .distinct()
                .sorted(ORDER)
                .toList();
    }
}
