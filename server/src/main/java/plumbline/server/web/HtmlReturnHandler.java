package plumbline.server.web;

import gg.jte.models.runtime.JteModel;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.support.RequestContextUtils;
import plumbline.server.platform.QuickGzip;

/// Writes what a handler returned: a template's model, or a [Reply].
final class HtmlReturnHandler implements HandlerMethodReturnValueHandler {
    private static final int WORTH_COMPRESSING = 2_048;

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        var type = returnType.getParameterType();
        return JteModel.class.isAssignableFrom(type) || Reply.class.isAssignableFrom(type);
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value, MethodParameter returnType, ModelAndViewContainer container, NativeWebRequest web)
            throws IOException {
        container.setRequestHandled(true);
        var request = (HttpServletRequest) web.getNativeRequest();
        var response = (HttpServletResponse) Objects.requireNonNull(web.getNativeResponse());
        switch (value) {
            case null -> throw new IllegalStateException("a page handler returned null: " + returnType.getMethod());
            case Reply.Html(var status, var model) -> write(request, response, status, model);
            case Reply.Redirect(var href, var flash) -> redirect(request, response, href, flash);
            case Reply.Nothing() -> response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            case Reply.Elsewhere(var address) -> {
                response.setStatus(HttpServletResponse.SC_SEE_OTHER);
                response.setHeader("Location", address.toString());
            }
            case JteModel model -> write(request, response, response.getStatus(), model);
            default -> throw new IllegalStateException("not a page: " + value.getClass());
        }
    }

    /// Renders fully before the first byte is sent, so that an error in a template becomes an error page.
    private static void write(HttpServletRequest request, HttpServletResponse response, int status, JteModel model)
            throws IOException {
        var output = new Utf8ByteOutput();
        model.render(output);
        response.setStatus(status);
        response.setContentType("text/html;charset=utf-8");
        response.addHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        // In one piece, here and below: a page is thousands of snippets, and each write has its price.
        var page = output.toByteArray();
        var body = page;
        if (output.getContentLength() >= WORTH_COMPRESSING && QuickGzip.isTakenBy(request)) {
            response.setHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            body = QuickGzip.of(page);
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void redirect(
            HttpServletRequest request, HttpServletResponse response, String href, @Nullable Flash flash) {
        if (flash != null) {
            RequestContextUtils.getOutputFlashMap(request).put(Flash.ATTRIBUTE, flash);
            RequestContextUtils.saveOutputFlashMap(href, request, response);
        }
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
        response.setHeader("Location", href);
    }
}
