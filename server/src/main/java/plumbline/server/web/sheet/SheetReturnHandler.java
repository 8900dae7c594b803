package plumbline.server.web.sheet;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.server.ResponseStatusException;

/// Writes a [Sheet] as the download that the parameter `format` asks for.
public final class SheetReturnHandler implements HandlerMethodReturnValueHandler {

    @Override
    public boolean supportsReturnType(MethodParameter returnType) {
        return returnType.getParameterType() == Sheet.class;
    }

    @Override
    public void handleReturnValue(
            @Nullable Object value, MethodParameter returnType, ModelAndViewContainer container, NativeWebRequest web)
            throws IOException {
        container.setRequestHandled(true);
        var sheet = (Sheet) Objects.requireNonNull(value);
        var request = (HttpServletRequest) web.getNativeRequest();
        var response = (HttpServletResponse) Objects.requireNonNull(web.getNativeResponse());
        var body = new ByteArrayOutputStream();
        var format = String.valueOf(request.getParameter("format"));
        switch (format) {
            case "csv" -> {
                sheet.writeCsv(body);
                response.setContentType("text/csv;charset=UTF-8");
            }
            case "xlsx" -> {
                sheet.writeXlsx(body);
                response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
            }
            default ->
                throw new ResponseStatusException(
                        HttpStatus.BAD_REQUEST, "A list can be had as csv or xlsx, not as " + format + ".");
        }
        var file = ContentDisposition.attachment().filename(sheet.name() + "." + format);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, file.build().toString());
        response.setContentLength(body.size());
        body.writeTo(response.getOutputStream());
    }
}
