package plumbline.server.review;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import plumbline.server.identity.reviewable.Access;
import plumbline.server.identity.reviewable.Reviewable;

/// The kinds of access that can be reviewed, of whatever area keeps them.
final class Kinds {
    private final Supplier<List<Reviewable>> sources;

    Kinds(Supplier<List<Reviewable>> sources) {
        this.sources = sources;
    }

    List<Reviewable> all() {
        return sources.get();
    }

    Optional<Reviewable> find(String kind) {
        return all().stream().filter(source -> source.kind().equals(kind)).findFirst();
    }

    /// The kind of an item, which was there when its review was started.
    Reviewable of(Item item) {
        var kind = item.held().kind();
        return find(kind).orElseThrow(() -> new IllegalStateException("kind must be known, but is " + kind));
    }

    /// Names by words, in the order of the kinds.
    Map<String, String> names() {
        var names = new LinkedHashMap<String, String>();
        all().forEach(source -> names.put(source.kind(), source.name()));
        return names;
    }

    /// What there is now of the access of these items, by ref: a statement for each kind.
    Map<String, Access> present(DSLContext tx, Instant now, Collection<Item> items) {
        var refs = new HashMap<String, List<String>>();
        items.forEach(item -> refs.computeIfAbsent(item.held().kind(), _ -> new ArrayList<>())
                .add(item.held().ref()));
        return refs.entrySet().stream()
                .flatMap(kind ->
                        find(kind.getKey()).stream().flatMap(source -> source.these(tx, now, kind.getValue()).stream()))
                .collect(Collectors.toMap(Access::ref, access -> access));
    }
}
