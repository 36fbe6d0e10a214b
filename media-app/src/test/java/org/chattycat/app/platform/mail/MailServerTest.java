package org.chattycat.app.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.subethamail.smtp.AuthenticationHandler;
import org.subethamail.smtp.AuthenticationHandlerFactory;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/** What is sent to a mail server, with the settings of application.yml. */
@ExtendWith(OutputCaptureExtension.class)
class MailServerTest {
    private static final String FROM = "Chatty Cat <no-reply@example.org>";

    private final List<byte[]> emails = new CopyOnWriteArrayList<>();
    /** For each AUTH command, whether the connection was encrypted. */
    private final List<Boolean> authentications = new CopyOnWriteArrayList<>();

    private SMTPServer server;

    @AfterEach
    void stop() {
        server.stop();
    }

    @Test
    void encryptsBeforeItAuthenticates() throws Exception {
        KeyStore keys = certificateFor("localhost");
        server = server(keys)
                .requireTLS()
                .showAuthCapabilitiesBeforeSTARTTLS(true)
                .build();
        server.start();
        send(keys, "spring.mail.username=cat", "spring.mail.password=meow");
        assertThat(emails).hasSize(1);
        assertThat(authentications).containsExactly(true);
    }

    @Test
    void encryptsFromTheStartIfConfigured() throws Exception {
        KeyStore keys = certificateFor("localhost");
        server = server().serverSocketFactory(serving(keys)).build();
        server.start();
        send(keys, "spring.mail.ssl.enabled=true", "spring.mail.username=cat", "spring.mail.password=meow");
        assertThat(emails).hasSize(1);
    }

    @Test
    void sendsNothingToAServerWithoutStartTls(CapturedOutput output) throws Exception {
        server = server().build();
        server.start();
        send(null, "spring.mail.username=cat", "spring.mail.password=meow");
        assertThat(emails).isEmpty();
        assertThat(authentications).isEmpty();
        assertThat(output)
                .contains("STARTTLS is required but host does not support STARTTLS")
                .contains("Gave up");
    }

    @Test
    void sendsNothingToAnUntrustedServer(CapturedOutput output) throws Exception {
        server = server(certificateFor("localhost"))
                .showAuthCapabilitiesBeforeSTARTTLS(true)
                .build();
        server.start();
        send(certificateFor("localhost"), "spring.mail.username=cat", "spring.mail.password=meow");
        assertThat(emails).isEmpty();
        assertThat(authentications).isEmpty();
        assertThat(output).contains("Could not convert socket to TLS");
    }

    @Test
    void sendsNothingToAServerWithAnotherName(CapturedOutput output) throws Exception {
        KeyStore keys = certificateFor("smtp.example.net");
        server = server(keys).showAuthCapabilitiesBeforeSTARTTLS(true).build();
        server.start();
        send(keys, "spring.mail.username=cat", "spring.mail.password=meow");
        assertThat(emails).isEmpty();
        assertThat(authentications).isEmpty();
        assertThat(output).contains("Could not convert socket to TLS");
    }

    @Test
    void sendsTextAndHtmlWithoutTheRequester() throws Exception {
        server = server().build();
        server.start();
        send(null, "chattycat.mail.starttls=false", "spring.mail.username=");
        assertThat(authentications).isEmpty();
        assertThat(emails).hasSize(1);
        byte[] email = emails.get(0);
        assertThat(new String(email, StandardCharsets.UTF_8)).doesNotContain("secret-of-a-browser");
        MimeMessage message = new MimeMessage(null, new ByteArrayInputStream(email));
        assertThat(message.getSubject()).isEqualTo("Grüße");
        assertThat(message.getFrom()[0]).hasToString(FROM);
        assertThat(message.getRecipients(Message.RecipientType.TO)[0]).hasToString("ada@example.org");
        assertThat(textOf((Multipart) message.getContent())).contains("plain ✓", "<p>html ✓</p>");
    }

    private static String textOf(Multipart parts) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            text.append(part.getContent() instanceof Multipart inner ? textOf(inner) : part.getContent());
        }
        return text.toString();
    }

    /** Sends one email as the application does, and waits until it is sent or given up. */
    private void send(KeyStore trusted, String... properties) {
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
                .withUserConfiguration(MailConfiguration.class, MailQueue.class)
                .withBean(SimpleMeterRegistry.class)
                .withPropertyValues(
                        "spring.mail.host=localhost",
                        "spring.mail.port=" + server.getPortAllocated(),
                        "chattycat.mail.from=" + FROM,
                        "chattycat.mail.attempts=1",
                        "chattycat.mail.retry-after=10s")
                .withPropertyValues(properties)
                .run(context -> {
                    JavaMailSenderImpl sender = context.getBean(JavaMailSenderImpl.class);
                    if (trusted != null) {
                        sender.getJavaMailProperties()
                                .put(
                                        "mail.smtp.ssl.socketFactory",
                                        trusting(trusted).getSocketFactory());
                    }
                    MailQueue office = context.getBean(MailQueue.class);
                    office.accept(
                            new Email("ada@example.org", "Grüße", "plain ✓", "<p>html ✓</p>", "secret-of-a-browser"));
                    office.destroy();
                });
    }

    private SMTPServer.Builder server() {
        return SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .authenticationHandlerFactory(new Authentication())
                .messageHandler((context, from, to, data) -> emails.add(data));
    }

    private SMTPServer.Builder server(KeyStore keys) throws Exception {
        return server().enableTLS().startTlsSocketFactory(serving(keys));
    }

    private static SSLContext serving(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static SSLContext trusting(KeyStore keys) throws Exception {
        KeyStore anchors = KeyStore.getInstance("PKCS12");
        anchors.load(null, null);
        anchors.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(anchors);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }

    private static KeyStore certificateFor(String host) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        X500Principal name = new X500Principal("CN=" + host);
        Instant now = Instant.now();
        X509Certificate certificate = new JcaX509CertificateConverter()
                .getCertificate(new JcaX509v3CertificateBuilder(
                                name,
                                BigInteger.ONE,
                                Date.from(now.minus(1, ChronoUnit.DAYS)),
                                Date.from(now.plus(1, ChronoUnit.DAYS)),
                                name,
                                pair.getPublic())
                        .addExtension(
                                Extension.subjectAlternativeName,
                                false,
                                new GeneralNames(new GeneralName(GeneralName.dNSName, host)))
                        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("server", pair.getPrivate(), new char[0], new X509Certificate[] {certificate});
        return keys;
    }

    /** Accepts all credentials and records whether they were encrypted. */
    private final class Authentication implements AuthenticationHandlerFactory {
        @Override
        public List<String> getAuthenticationMechanisms() {
            return List.of("PLAIN");
        }

        @Override
        public AuthenticationHandler create() {
            return new AuthenticationHandler() {
                @Override
                public Optional<String> auth(String input, MessageContext context) {
                    authentications.add(((Session) context).isTLSStarted());
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
