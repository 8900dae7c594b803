package plumbline.server.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import plumbline.server.platform.RequestId;
import plumbline.server.templates.Templates;
import plumbline.server.web.Shell;
import plumbline.server.web.ShellArgument;
import tools.jackson.databind.json.JsonMapper;

/// Writes a refusal: problem JSON for the API, a page in the frame for people.
public final class Answers {
    private final JsonMapper json;
    private final ShellArgument shells;
    private final Templates templates;

    public Answers(JsonMapper json, ShellArgument shells, Templates templates) {
        this.json = json;
        this.shells = shells;
        this.templates = templates;
    }

    /// Whether a request comes from a program.
    public static boolean isApi(HttpServletRequest request) {
        var path = request.getRequestURI();
        return path.startsWith("/api/") || isScim(path) || path.startsWith("/health/") || path.equals("/metrics");
    }

    private static boolean isScim(String path) {
        return path.startsWith("/scim/");
    }

    public void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.resetBuffer();
        response.setStatus(problem.type().status());
        problem.headers().forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        if (isScim(request.getRequestURI())) {
            response.setStatus(scimStatus(problem));
            response.setContentType("application/scim+json");
            response.setCharacterEncoding("UTF-8");
            json.writeValue(response.getOutputStream(), scim(problem));
        } else if (isApi(request)) {
            response.setContentType("application/problem+json");
            response.setCharacterEncoding("UTF-8");
            json.writeValue(response.getOutputStream(), body(problem));
        } else {
            response.setContentType("text/html;charset=UTF-8");
            var shell = shells.shellFor(request, response).titled(problem.type().title());
            response.getOutputStream().write(page(problem, shell));
        }
    }

    private byte[] page(Problem problem, Shell shell) {
        var output = new gg.jte.output.Utf8ByteOutput();
        templates
                .webProblem(
                        shell,
                        problem.type().status(),
                        problem.type().title(),
                        problem.detail(),
                        "/",
                        "Go to the start page",
                        RequestId.current())
                .render(output);
        return output.toByteArray();
    }

    /// SCIM knows no 422.
    private static int scimStatus(Problem problem) {
        return problem.type() == ProblemType.INVALID ? 400 : problem.type().status();
    }

    /// A refusal in the form of RFC 7644, section 3.12.
    private static Map<String, Object> scim(Problem problem) {
        var body = new LinkedHashMap<String, Object>();
        body.put("schemas", List.of("urn:ietf:params:scim:api:messages:2.0:Error"));
        body.put("status", Integer.toString(scimStatus(problem)));
        var type = problem.extensions().get("scimType");
        if (type != null) {
            body.put("scimType", type);
        }
        body.put("detail", problem.detail());
        return body;
    }

    private static Map<String, Object> body(Problem problem) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", problem.type().uri());
        body.put("title", problem.type().title());
        body.put("status", problem.type().status());
        body.put("detail", problem.detail());
        if (!problem.errors().isEmpty()) {
            body.put("errors", problem.errors());
        }
        var requestId = RequestId.current();
        if (requestId != null) {
            body.put("requestId", requestId);
        }
        body.putAll(problem.extensions());
        return body;
    }
}
