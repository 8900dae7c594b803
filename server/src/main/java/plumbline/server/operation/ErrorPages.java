package plumbline.server.operation;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import plumbline.server.api.Answers;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.OpenToAll;

/// Says in our words what the container refused before a handler saw it.
@Controller
final class ErrorPages implements ErrorController {
    private final Answers answers;

    ErrorPages(Answers answers) {
        this.answers = answers;
    }

    @RequestMapping("/error")
    @OpenToAll("Refusals are for everybody")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        answers.refuse(original(request), response, problem(status));
    }

    private static Problem problem(int status) {
        return Arrays.stream(ProblemType.values())
                .filter(type -> type.status() == status)
                .findFirst()
                .or(() -> status < 500 ? Optional.of(ProblemType.MALFORMED) : Optional.empty())
                .map(type -> Problem.of(type, type.meaning()))
                .orElseGet(() -> Problem.of(ProblemType.INTERNAL, ProblemType.INTERNAL.meaning()));
    }

    /// As the request was before it came here, so that a program gets JSON.
    private static HttpServletRequest original(HttpServletRequest request) {
        var uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return new HttpServletRequestWrapper(request) {
            @Override
            public String getRequestURI() {
                return uri instanceof String asked ? asked : super.getRequestURI();
            }
        };
    }
}
