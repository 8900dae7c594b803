package plumbline.server.api;

import java.io.IOException;
import java.util.Arrays;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plumbline.server.platform.RequestId;

/// Says in our words what the container refuses before any of our filters sees it, such as an address that is none.
/// Made by the container, by its name.
public final class ContainerRefusals extends ErrorReportValve {
    private static final Logger log = LoggerFactory.getLogger(ContainerRefusals.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var type = type(status);
        var id = RequestId.begin(null);
        try {
            var path = request.getRequestURI();
            // An address too long to be read is none: programs write such, and understand the answer.
            boolean api = path == null || path.isEmpty() || path.startsWith("/api/");
            response.setHeader("X-Request-Id", id);
            response.setContentType(api ? "application/problem+json;charset=UTF-8" : "text/plain;charset=UTF-8");
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(api ? json(type, status, id) : type.title() + "\n" + type.meaning() + "\n");
                response.finishResponse();
            }
        } catch (IOException e) {
            log.debug("the client is gone", e);
        } finally {
            RequestId.end();
        }
    }

    private static ProblemType type(int status) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.status() == status)
                .findFirst()
                .orElse(status < 500 ? ProblemType.MALFORMED : ProblemType.INTERNAL);
    }

    /// All of it is constant but the id, which is hexadecimal.
    private static String json(ProblemType type, int status, String id) {
        return "{\"type\":\"%s\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"requestId\":\"%s\"}"
                .formatted(type.uri(), type.title(), status, type.meaning(), id);
    }
}
