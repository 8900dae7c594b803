package plumbline.server.web;

import gg.jte.models.runtime.JteModel;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What a handler answers when it is not always the same page: a page with a status, or a way to another page.
public sealed interface Reply {

    static Reply page(JteModel model) {
        return new Html(200, model);
    }

    static Reply page(int status, JteModel model) {
        return new Html(status, model);
    }

    /// After a form did its work: see the other page.
    static Reply to(String href) {
        return new Redirect(href, null);
    }

    static Reply to(String href, Flash flash) {
        return new Redirect(href, flash);
    }

    /// Nothing, to a page that asks again and again: it stays as it is.
    static Reply nothing() {
        return new Nothing();
    }

    /// 204 No Content.
    record Nothing() implements Reply {}

    /// On to a page of somebody else, whom the operator chose: the identity provider. Never an address from a request.
    static Reply elsewhere(URI address) {
        return new Elsewhere(address);
    }

    /// A rendered page. A form that came back with errors is 422, so that nobody takes it for done.
    record Html(int status, JteModel model) implements Reply {}

    /// 303 See Other. Only to paths of ours: an address from outside must not become an open redirect.
    record Redirect(String href, @Nullable Flash flash) implements Reply {
        public Redirect {
            if (!Links.safe(href).startsWith("/")) {
                throw new IllegalArgumentException("href must be a path of ours, but is " + href);
            }
        }
    }

    /// 303 See Other, away from here.
    record Elsewhere(URI address) implements Reply {
        public Elsewhere {
            if (!Links.safe(address.toString()).startsWith("http")) {
                throw new IllegalArgumentException("address must be that of a web page, but is " + address);
            }
        }
    }
}
