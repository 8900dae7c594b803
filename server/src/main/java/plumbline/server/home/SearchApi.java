package plumbline.server.home;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Problem;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Principal;
import plumbline.server.identity.search.Hits.Hit;

/// The search as JSON.
@RestController
@RequestMapping("/api/v1/search")
final class SearchApi {
    private static final int BEST = 8;
    private static final int MOST = 50;

    private final Search search;

    SearchApi(Search search) {
        this.search = search;
    }

    /// One record; `page` is the address of its page.
    record HitBody(String id, String title, String note, String page) {}

    /// The best hits of one kind; `total` is how many match, and `more` says that counting stopped there.
    record KindBody(String kind, String name, List<HitBody> hits, long total, boolean more) {}

    /// What was found, the kind of the best hit first; `exact` is the record whose id was asked for.
    record FoundBody(String words, @Nullable HitBody exact, List<KindBody> kinds, long total, boolean more) {}

    /// Records of every kind in which all words occur, or whose id it is, as far as the caller may see them.
    @OpenToSignedIn("Each kind of thing is searched only for those who may see it")
    @OpensRecord("list")
    @GetMapping
    FoundBody search(
            Principal principal, @RequestParam String q, @RequestParam(required = false) @Nullable Integer limit) {
        int best = limit == null ? BEST : limit;
        if (best < 1 || best > MOST) {
            throw Problem.invalid("?limit", "must be 1 to " + MOST).exception();
        }
        var view = search.of(principal, q, best);
        return new FoundBody(
                view.words(),
                Search.meant(view).map(SearchApi::body).orElse(null),
                view.sections().stream().map(SearchApi::body).toList(),
                view.total(),
                view.more());
    }

    private static KindBody body(SearchView.Section section) {
        var hits = section.hits();
        return new KindBody(
                section.kind(),
                section.name(),
                hits.best().stream().map(SearchApi::body).toList(),
                hits.total(),
                hits.more());
    }

    private static HitBody body(Hit hit) {
        return new HitBody(hit.id(), hit.title(), hit.note(), hit.href());
    }
}
