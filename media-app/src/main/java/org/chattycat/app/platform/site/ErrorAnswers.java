package org.chattycat.app.platform.site;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.chattycat.app.platform.database.DatabaseFailure;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.chattycat.app.platform.query.InvalidArgumentException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Turns every error of a controller into a problem with a message and a code. It reveals nothing about the implementation. */
@RestControllerAdvice
class ErrorAnswers extends ResponseEntityExceptionHandler {
    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(RateLimitedException e) {
        ProblemDetail problem = Problems.problem(HttpStatus.TOO_MANY_REQUESTS, "TOO_MANY", e.sentence());
        return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(e.retryAfterSeconds()))
                .body(problem);
    }

    @ExceptionHandler
    ProblemDetail refused(ProblemException e) {
        return Problems.problem(e.status(), e.code(), e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail invalid(InvalidArgumentException e) {
        return Problems.problem(HttpStatus.BAD_REQUEST, e.code(), e.getMessage());
    }

    @ExceptionHandler
    ProblemDetail unexpected(Exception e, HttpServletRequest request, HttpServletResponse response) throws Exception {
        // A file that is half sent must break off: a problem at its end would look like a part of it.
        if (e instanceof AccessDeniedException || e instanceof AuthenticationException || response.isCommitted()) {
            throw e;
        }
        if (DatabaseFailure.isOutage(e)) {
            log.debug("{} {} failed without a database", request.getMethod(), request.getRequestURI(), e);
            return Problems.problem(
                    HttpStatus.SERVICE_UNAVAILABLE, Problems.DATABASE_AWAY_CODE, Problems.DATABASE_AWAY);
        }
        String number = UUID.randomUUID().toString();
        log.error("{} {} failed, number {}", request.getMethod(), request.getRequestURI(), number, e);
        return Problems.problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "INTERNAL",
                "Something went wrong on the server. The number of this error is " + number + ".");
    }

    /** Errors of Spring MVC itself. */
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
            Exception e, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpStatus known = HttpStatus.valueOf(status.value());
        ProblemDetail problem = Problems.problem(known, known.name(), sentence(known));
        return super.handleExceptionInternal(e, problem, headers, status, request);
    }

    /** People who follow a broken link get the page, which explains it. Programs get a problem. */
    @Override
    protected ResponseEntity<Object> handleNoResourceFoundException(
            NoResourceFoundException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        HttpServletRequest servletRequest = ((ServletWebRequest) request).getRequest();
        if (!PagePaths.isNavigation(servletRequest) || servletRequest.getDispatcherType() != DispatcherType.REQUEST) {
            return super.handleNoResourceFoundException(e, headers, status, request);
        }
        try {
            HttpServletResponse response = ((ServletWebRequest) request).getResponse();
            response.setStatus(status.value());
            servletRequest.getRequestDispatcher("/index.html").forward(servletRequest, response);
            return null;
        } catch (ServletException | IOException cause) {
            throw new IllegalStateException("the page cannot be sent", cause);
        }
    }

    static String sentence(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "This page does not exist.";
            case METHOD_NOT_ALLOWED -> "This method is not supported here.";
            case UNSUPPORTED_MEDIA_TYPE, NOT_ACCEPTABLE -> "This content type is not supported here.";
            default -> status.is4xxClientError() ? "This request is not valid." : "Something went wrong on the server.";
        };
    }
}
