package org.chattycat.app.alert.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Posts messages, with a limit for everything that a receiver decides: the time to connect, to answer and in total, and the size
 * of the answer. Redirects are not followed, and no connection is used twice, so that each one goes to addresses that were just
 * checked. Proxies of the environment are not used, because they would resolve names themselves.
 */
@Component
class Poster implements DisposableBean {
    private final WebhookProperties properties;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "webhook-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    Poster(WebhookProperties properties, Targets targets) {
        this.properties = properties;
        Timeout connect = Timeout.of(properties.connectTimeout());
        Timeout read = Timeout.of(properties.readTimeout());
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(targets)
                        .setMaxConnTotal(properties.concurrency())
                        .setMaxConnPerRoute(properties.concurrency())
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(read)
                                .build())
                        // Limits the TLS handshake as well.
                        .setDefaultSocketConfig(
                                SocketConfig.custom().setSoTimeout(read).build())
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("ChattyCat-Webhook/1")
                .build();
    }

    /**
     * What became of an attempt.
     *
     * @param status of the answer; null when there was none
     * @param problem why it failed; null when it succeeded
     */
    record Outcome(Integer status, String problem) {
        boolean delivered() {
            return problem == null;
        }
    }

    /** Posts a body of JSON; only an answer from 200 to 299 counts as delivered. Blocks for at most the total limit. */
    Outcome post(URI url, String body, Map<String, String> headers) {
        HttpPost request = new HttpPost(url);
        headers.forEach(request::setHeader);
        request.setEntity(new StringEntity(body, ContentType.create("application/json", StandardCharsets.UTF_8)));
        Future<?> deadline =
                deadlines.schedule(request::abort, properties.totalTimeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, response -> outcome(request, response));
        } catch (LongAnswerException e) {
            return new Outcome(
                    e.status,
                    "Its answer is longer than %d bytes."
                            .formatted(properties.maxResponse().toBytes()));
        } catch (IOException | RuntimeException e) {
            return new Outcome(null, request.isAborted() ? "It did not answer in time." : problem(e));
        } finally {
            deadline.cancel(false);
        }
    }

    private Outcome outcome(HttpPost request, ClassicHttpResponse response) throws IOException {
        int status = response.getCode();
        HttpEntity entity = response.getEntity();
        if (entity != null) {
            InputStream content = entity.getContent();
            long most = properties.maxResponse().toBytes();
            if (content != null && content.readNBytes((int) most + 1).length > most) {
                // The client would read the rest otherwise.
                request.abort();
                throw new LongAnswerException(status);
            }
        }
        if (status >= 200 && status < 300) {
            return new Outcome(status, null);
        }
        return new Outcome(
                status,
                status >= 300 && status < 400
                        ? "It redirects, which is not followed. Use the final URL."
                        : "It answered with the status %d.".formatted(status));
    }

    private static final class LongAnswerException extends IOException {
        private static final long serialVersionUID = 1;

        private final int status;

        LongAnswerException(int status) {
            this.status = status;
        }
    }

    /** Fixed sentences: what an exception says could contain parts of an answer from inside a network. */
    private static String problem(Exception e) {
        if (e instanceof Targets.ForbiddenTargetException) {
            return "Its address is not on the public internet.";
        }
        if (e instanceof UnknownHostException) {
            return "Its host name could not be resolved.";
        }
        if (e instanceof SSLException) {
            return "No encrypted connection was possible. Check its certificate.";
        }
        if (e instanceof java.net.SocketTimeoutException) {
            return "It did not answer in time.";
        }
        if (e instanceof ConnectException) {
            return "It refused the connection.";
        }
        return "The connection failed.";
    }

    @Override
    public void destroy() throws IOException {
        deadlines.shutdownNow();
        client.close();
    }
}
