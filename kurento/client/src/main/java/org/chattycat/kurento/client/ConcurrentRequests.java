package org.chattycat.kurento.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.kurento.client.Continuation;
import org.kurento.client.internal.server.KurentoServerException;
import org.kurento.jsonrpc.JsonRpcErrorException;

/** Requests that do not wait for each other's answers, so that they take one round trip together. */
final class ConcurrentRequests {
    private final Duration timeout;
    private final List<CompletableFuture<?>> answers = new ArrayList<>();

    /** @param timeout how long the answers may take */
    ConcurrentRequests(Duration timeout) {
        this.timeout = timeout;
    }

    /** To be passed with one request. */
    <T> Continuation<T> next() {
        CompletableFuture<T> answer = new CompletableFuture<>();
        answers.add(answer);
        return new Continuation<>() {
            @Override
            public void onSuccess(T result) {
                answer.complete(result);
            }

            @Override
            public void onError(Throwable cause) {
                answer.completeExceptionally(cause);
            }
        };
    }

    /** The same for a request that has no effect, and does not fail, where its object is gone already. */
    Continuation<Void> nextUnlessGone() {
        Continuation<Void> answer = next();
        return new Continuation<>() {
            @Override
            public void onSuccess(Void result) throws Exception {
                answer.onSuccess(result);
            }

            @Override
            public void onError(Throwable cause) throws Exception {
                if (cause instanceof JsonRpcErrorException error
                        && MediaServerException.isObjectNotFound(new KurentoServerException(error.getError()))) {
                    answer.onSuccess(null);
                } else {
                    answer.onError(cause);
                }
            }
        };
    }

    /**
     * Waits for all answers.
     *
     * @throws RuntimeException the first failure, as the request itself would have thrown it
     */
    void await() {
        try {
            CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                    .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof JsonRpcErrorException error) {
                // The client library does this only for requests that it waits for itself.
                throw new KurentoServerException(error.getError());
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
