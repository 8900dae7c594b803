package plumbline.server.identity.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import plumbline.ledger.json.JsonObject;
import plumbline.server.api.OpensRecord;
import plumbline.server.identity.OpenToAll;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.identity.Role;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;
import plumbline.server.web.sheet.Sheet;

/// Notes in the journal which records an auditor opened and which lists they took away, as a file or
/// by the API: one entry each time, none for pages of lists, their own things and what was not there.
final class AuditorReads implements HandlerInterceptor {
    private static final String LIST = "list";
    private static final String API = "/api/v1/";

    private final Transactions transactions;
    private final Journal journal;

    AuditorReads(Transactions transactions, Journal journal) {
        this.transactions = transactions;
        this.journal = journal;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (!request.getMethod().equals("GET") || response.getStatus() != 200 || failure != null) {
            return;
        }
        if (handler instanceof HandlerMethod method) {
            Gate.principal()
                    .filter(principal -> principal.roles().contains(Role.AUDITOR.word()))
                    .ifPresent(auditor -> kind(method).ifPresent(kind -> note(auditor, kind, request)));
        }
    }

    /// The kind of record that a handler opens. Whatever it says, a handler that makes a sheet or a
    /// list of the API hands a list out: forgetting is safe.
    static Optional<String> kind(HandlerMethod method) {
        var opened = method.getMethodAnnotation(OpensRecord.class);
        if (opened != null) {
            return Optional.of(opened.value());
        }
        var type = method.getReturnType().getParameterType();
        return type == Sheet.class || (isList(type) && !isOwn(method)) ? Optional.of(LIST) : Optional.empty();
    }

    /// As every list of the API ends.
    private static boolean isList(Class<?> type) {
        return type.isRecord()
                && Stream.of(type.getRecordComponents())
                        .anyMatch(part -> part.getName().equals("nextCursor"));
    }

    /// Whether it shows the reader's own sessions, notices and the like, or what everybody may see.
    private static boolean isOwn(HandlerMethod method) {
        var required = method.getMethodAnnotation(Requires.class);
        return method.hasMethodAnnotation(OpenToAll.class)
                || (required != null && required.value() == Permission.ACCOUNT_OWN);
    }

    private void note(Principal auditor, String kind, HttpServletRequest request) {
        var address = request.getRequestURI();
        var details = JsonObject.builder().put("address", address).build();
        var subject = Subject.of(kind, kind.equals(LIST) ? list(address) : id(request));
        transactions.run(tx -> journal.append(tx, auditor.actor(), Journal.OPENED, subject, details));
    }

    /// The same for the page and the API, as with records: `findings`.
    private static String list(String address) {
        return address.substring(address.startsWith(API) ? API.length() : 1);
    }

    /// What the address names, such as `EV-0001` or `2015/12.4.1`.
    private static String id(HttpServletRequest request) {
        var pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        var values = (Map<?, ?>) request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
        var id = new StringBuilder();
        for (var piece : pattern.split("/", -1)) {
            if (piece.startsWith("{")) {
                var name = piece.replaceAll("^\\{\\*?|[:}].*$", "");
                id.append(id.isEmpty() ? "" : "/").append(values.get(name));
            }
        }
        return id.toString();
    }
}
