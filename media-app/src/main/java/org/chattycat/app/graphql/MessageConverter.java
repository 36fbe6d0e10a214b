package org.chattycat.app.graphql;

import java.io.IOException;
import java.util.Map;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON and refuses the message {@code null}, which Spring's handlers do not expect. */
final class MessageConverter extends JacksonJsonHttpMessageConverter {
    MessageConverter(JsonMapper json) {
        super(json);
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, Map<String, Object> hints) throws IOException {
        return notNull(super.read(type, message, hints), message);
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage message) throws IOException {
        return notNull(super.readInternal(type, message), message);
    }

    private static Object notNull(Object read, HttpInputMessage message) {
        if (read == null) {
            throw new HttpMessageNotReadableException("null is not a message", message);
        }
        return read;
    }
}
