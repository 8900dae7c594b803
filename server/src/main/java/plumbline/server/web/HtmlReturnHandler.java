package plumbline.server.web;

import gg.jte.models.runtime.JteModel;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.support.RequestContextUtils;

/// Writes what a handler returned: a template's model, or a [Reply].
final class HtmlReturnHandler implements HandlerMethodReturnValueHandler {

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
            case Reply.Html(var status, var model) -> write(response, status, model);
            case Reply.Redirect(var href, var flash) -> redirect(request, response, href, flash);
            case JteModel model -> write(response, response.getStatus(), model);
            default -> throw new IllegalStateException("not a page: " + value.getClass());
        }
    }

    /// Renders fully before the first byte is sent, so that an error in a template becomes an error page.
    private static void write(HttpServletResponse response, int status, JteModel model) throws IOException {
        var output = new Utf8ByteOutput();
        model.render(output);
        response.setStatus(status);
        response.setContentType("text/html;charset=utf-8");
        response.setContentLength(output.getContentLength());
        output.writeTo(response.getOutputStream());
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
