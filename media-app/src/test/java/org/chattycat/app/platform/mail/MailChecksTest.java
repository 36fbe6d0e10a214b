package org.chattycat.app.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.chattycat.app.platform.doctor.Examined;
import org.chattycat.app.platform.doctor.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.subethamail.smtp.AuthenticationHandler;
import org.subethamail.smtp.AuthenticationHandlerFactory;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

class MailChecksTest {
    private static final String PASSWORD = "meow-3307";
    private static final String[] CREDENTIALS = {"spring.mail.username=cat", "spring.mail.password=" + PASSWORD};

    private final List<byte[]> emails = new CopyOnWriteArrayList<>();

    private TestCertificate certificate;
    private SMTPServer server;

    @BeforeEach
    void makeCertificate() throws Exception {
        certificate = new TestCertificate("localhost", Duration.ofDays(60));
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
        assertThat(emails).isEmpty();
    }

    private void start(SMTPServer.Builder builder) {
        server = builder.bindAddress(InetAddress.getLoopbackAddress())
                .authenticationHandlerFactory(new Authentication())
                .messageHandler((context, from, to, data) -> emails.add(data))
                .build();
        server.start();
    }

    private SMTPServer.Builder startTls() throws Exception {
        return SMTPServer.port(0)
                .enableTLS()
                .startTlsSocketFactory(certificate.server())
                .requireTLS();
    }

    private List<String> examine(String... settings) throws Exception {
        return examine(server.getPortAllocated(), settings);
    }

    private List<String> examine(int port, String... settings) throws Exception {
        List<String> lines = Examined.lines(
                MailChecks.class,
                Duration.ofSeconds(5),
                certificate.anchor(),
                Stream.concat(Stream.of("spring.mail.host=localhost", "spring.mail.port=" + port), Stream.of(settings))
                        .toArray(String[]::new));
        assertThat(lines).singleElement().asString().doesNotContain(PASSWORD);
        return lines;
    }

    @Test
    void signsInOverStartTls() throws Exception {
        start(startTls());
        assertThat(examine(CREDENTIALS).get(0))
                .startsWith("ok    mail server: localhost:")
                .contains("accepts the user and the password", "valid for another 59 days");
    }

    @Test
    void signsInOverTlsFromTheStart() throws Exception {
        start(SMTPServer.port(0).serverSocketFactory(certificate.server()));
        assertThat(examine(
                                CREDENTIALS[0],
                                CREDENTIALS[1],
                                "spring.mail.ssl.enabled=true",
                                "chattycat.mail.starttls=false")
                        .get(0))
                .startsWith("ok")
                .contains("valid for another");
    }

    @Test
    void certificateThatExpiresSoon() throws Exception {
        certificate = new TestCertificate("localhost", Duration.ofDays(5));
        start(startTls());
        assertThat(examine().get(0)).startsWith("warn").contains("another 4 days only", "Renew it");
    }

    @Test
    void expiredCertificate() throws Exception {
        certificate = new TestCertificate("localhost", Duration.ofDays(-2));
        start(startTls());
        assertThat(examine(CREDENTIALS).get(0)).startsWith("fail").contains("has been expired since");
    }

    @Test
    void certificateForAnotherName() throws Exception {
        certificate = new TestCertificate("smtp.example.net", Duration.ofDays(60));
        start(startTls());
        assertThat(examine(CREDENTIALS).get(0))
                .startsWith("fail")
                .contains("The certificate is for smtp.example.net, and not for localhost.", "SPRING_MAIL_HOST");
    }

    @Test
    void wrongPassword() throws Exception {
        start(startTls());
        assertThat(examine("spring.mail.username=cat", "spring.mail.password=hiss")
                        .get(0))
                .startsWith("fail")
                .contains("refuses the user or the password", "SPRING_MAIL_PASSWORD")
                .doesNotContain("hiss");
    }

    @Test
    void serverWithoutStartTls() throws Exception {
        start(SMTPServer.port(0));
        assertThat(examine(CREDENTIALS).get(0)).startsWith("fail").contains("does not offer STARTTLS");
    }

    @Test
    void serverWithoutTlsAtAPortForIt() throws Exception {
        start(SMTPServer.port(0));
        assertThat(examine("spring.mail.ssl.enabled=true").get(0))
                .startsWith("fail")
                .contains("does not begin with TLS");
    }

    @Test
    void unencryptedOnThisMachine() throws Exception {
        start(SMTPServer.port(0));
        assertThat(examine("chattycat.mail.starttls=false").get(0))
                .startsWith("ok")
                .contains("answers");
    }

    @Test
    void nothingListens() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(examine(free).get(0)).startsWith("fail").contains("does not answer", "SPRING_MAIL_PORT");
    }

    @Test
    void silence() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            List<String> lines = Examined.lines(
                    MailChecks.class,
                    Duration.ofMillis(200),
                    null,
                    "spring.mail.host=localhost",
                    "spring.mail.port=" + socket.getLocalPort());
            assertThat(lines).singleElement().asString().startsWith("fail").contains("does not answer");
        }
    }

    @Test
    void withoutAMailServer() {
        assertThat(Examined.lines(MailChecks.class, null))
                .singleElement()
                .asString()
                .startsWith("ok")
                .contains("/dev/mail");
    }

    private static final class Authentication implements AuthenticationHandlerFactory {
        @Override
        public List<String> getAuthenticationMechanisms() {
            return List.of("PLAIN");
        }

        @Override
        public AuthenticationHandler create() {
            return new AuthenticationHandler() {
                @Override
                public Optional<String> auth(String input, MessageContext context) throws RejectException {
                    String plain = new String(Base64.getDecoder().decode(input.replaceFirst("AUTH PLAIN ?", "")));
                    if (!plain.endsWith("\0" + PASSWORD)) {
                        throw new RejectException(535, "5.7.8 Who are you?");
                    }
                    return Optional.empty();
                }

                @Override
                public Object getIdentity() {
                    return "cat";
                }
            };
        }
    }
}
