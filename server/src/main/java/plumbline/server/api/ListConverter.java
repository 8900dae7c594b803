package plumbline.server.api;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import plumbline.server.platform.QuickGzip;
import tools.jackson.databind.json.JsonMapper;

/// Writes JSON as Spring does, and compresses lists on the way.
final class ListConverter extends JacksonJsonHttpMessageConverter {

    ListConverter(JsonMapper mapper) {
        super(mapper);
    }

    @Override
    protected void writeInternal(
            Object body, ResolvableType type, HttpOutputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        if (body instanceof Page<?>) {
            message.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
            if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                    && QuickGzip.isTakenBy(attributes.getRequest())) {
                message.getHeaders().set(HttpHeaders.CONTENT_ENCODING, "gzip");
                try (var compressed = new QuickGzip(message.getBody())) {
                    super.writeInternal(body, type, new Compressed(message.getHeaders(), compressed), hints);
                }
                return;
            }
        }
        super.writeInternal(body, type, message, hints);
    }

    private record Compressed(HttpHeaders headers, OutputStream body) implements HttpOutputMessage {
        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }

        @Override
        public OutputStream getBody() {
            return body;
        }
    }
}
