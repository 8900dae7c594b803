package plumbline.server.identity.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import plumbline.ledger.json.JsonObject;
import plumbline.server.api.OpensRecord;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Role;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;

/// Notes in the journal which records an auditor opened: one entry each time, none for lists and for what was not
/// there.
final class AuditorReads implements HandlerInterceptor {
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
        var opened = handler instanceof HandlerMethod method ? method.getMethodAnnotation(OpensRecord.class) : null;
        if (opened != null) {
            Gate.principal()
                    .filter(principal -> principal.roles().contains(Role.AUDITOR.word()))
                    .ifPresent(auditor -> note(auditor, opened.value(), request));
        }
    }

    private void note(Principal auditor, String kind, HttpServletRequest request) {
        var details =
                JsonObject.builder().put("address", request.getRequestURI()).build();
        transactions.run(
                tx -> journal.append(tx, auditor.actor(), Journal.OPENED, Subject.of(kind, id(request)), details));
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
