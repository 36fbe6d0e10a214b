package org.chattycat.app.platform.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;
import tools.jackson.databind.ObjectMapper;

/** Errors as RFC 9457 problem details, with a message for people and a code for programs. */
@Component
public class Problems {
    /** The code of every error that an unavailable database causes. */
    public static final String DATABASE_AWAY_CODE = "DATABASE_AWAY";

    /** The message for {@link #DATABASE_AWAY_CODE}. */
    public static final String DATABASE_AWAY = "The database does not answer. Try again in a moment.";

    private static final String RETRY_AFTER_SECONDS = "2";

    private final ObjectMapper json;

    Problems(ObjectMapper json) {
        this.json = json;
    }

    /**
     * @param code stable, in capitals
     * @param sentence what happened, and what to do
     */
    public static ProblemDetail problem(HttpStatus status, String code, String sentence) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
        problem.setProperty("code", code);
        return problem;
    }

    /** Writes a problem from a filter, which runs before Spring MVC. */
    public void write(HttpServletResponse response, HttpStatus status, String code, String sentence)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        json.writeValue(response.getOutputStream(), members(status, code, sentence));
    }

    /** Writes a 503 from a filter that runs before all others. For GraphQL, the error is also where clients expect it. */
    void writeDatabaseAway(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Map<String, Object> members = members(HttpStatus.SERVICE_UNAVAILABLE, DATABASE_AWAY_CODE, DATABASE_AWAY);
        if (request.getRequestURI().equals("/graphql")) {
            members.put(
                    "errors",
                    List.of(Map.of("message", DATABASE_AWAY, "extensions", Map.of("code", DATABASE_AWAY_CODE))));
        }
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
        json.writeValue(response.getOutputStream(), members);
    }

    private static Map<String, Object> members(HttpStatus status, String code, String sentence) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "about:blank");
        members.put("title", status.getReasonPhrase());
        members.put("status", status.value());
        members.put("detail", sentence);
        members.put("code", code);
        return members;
    }
}
