package org.chattycat.app.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
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
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.mail.autoconfigure.MailSenderAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.subethamail.smtp.AuthenticationHandler;
import org.subethamail.smtp.AuthenticationHandlerFactory;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;
import org.subethamail.smtp.server.Session;

/** What is sent to a mail server, with the settings of application.yml. */
class MailServerTest {
    private static final String FROM = "Chatty Cat <no-reply@example.org>";

    private final List<byte[]> emails = new CopyOnWriteArrayList<>();
    /** For each AUTH command, whether the connection was encrypted. */
    private final List<Boolean> authentications = new CopyOnWriteArrayList<>();

    private SMTPServer server;
    private SmtpFailure failure;

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
    void sendsNothingToAServerWithoutStartTls() throws Exception {
        server = server().build();
        server.start();
        send(null, "spring.mail.username=cat", "spring.mail.password=meow");
        assertThat(emails).isEmpty();
        assertThat(authentications).isEmpty();
        assertThat(failure.reason()).contains("STARTTLS is required but host does not support STARTTLS");
        assertThat(failure.permanent()).isFalse();
    }

    @Test
    void sendsNothingToAnUntrustedServer() throws Exception {
        server = server(certificateFor("localhost"))
                .showAuthCapabilitiesBeforeSTARTTLS(true)
                .build();
        server.start();
        send(certificateFor("localhost"), "spring.mail.username=cat", "spring.mail.password=meow");
        assertThat(emails).isEmpty();
        assertThat(authentications).isEmpty();
        assertThat(failure.reason()).contains("Could not convert socket to TLS");
        assertThat(failure.permanent()).isFalse();
    }

    @Test
    void sendsNothingToAServerWithAnotherName() throws Exception {
        KeyStore keys = certificateFor("smtp.example.net");
        server = server(keys).showAuthCapabilitiesBeforeSTARTTLS(true).build();
        server.start();
        send(keys, "spring.mail.username=cat", "spring.mail.password=meow");
        assertThat(emails).isEmpty();
        assertThat(authentications).isEmpty();
        assertThat(failure.reason()).contains("localhost");
        assertThat(failure.permanent()).isFalse();
    }

    @Test
    void aRefusedSenderIsAMatterOfTheAdministratorAndARefusedRecipientIsNot() throws Exception {
        server = refusing(true);
        server.start();
        send(null, "chattycat.mail.starttls=false", "spring.mail.username=");
        assertThat(failure).isEqualTo(new SmtpFailure(null, false, "the mail server refuses the sender: 553"));
        server.stop();

        server = refusing(false);
        server.start();
        send(null, "chattycat.mail.starttls=false", "spring.mail.username=");
        assertThat(failure).isEqualTo(new SmtpFailure(550, true, "the mail server replied 550"));
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
        assertThat(textOf((Multipart) message.getContent())).contains("plain ✓", "<p>&lt;end&gt;</p>");
    }

    private static String textOf(Multipart parts) throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            text.append(part.getContent() instanceof Multipart inner ? textOf(inner) : part.getContent());
        }
        return text.toString();
    }

    /** Sends one email as the application does, and keeps why that failed. */
    private void send(KeyStore trusted, String... properties) {
        new ApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withConfiguration(AutoConfigurations.of(MailSenderAutoConfiguration.class))
                .withUserConfiguration(MailConfiguration.class)
                .withBean(Clock.class, Clock::systemUTC)
                .withPropertyValues(
                        "spring.mail.host=localhost",
                        "spring.mail.port=" + server.getPortAllocated(),
                        "chattycat.mail.from=" + FROM)
                .withPropertyValues(properties)
                .run(context -> {
                    JavaMailSenderImpl sender = context.getBean(JavaMailSenderImpl.class);
                    if (trusted != null) {
                        sender.getJavaMailProperties()
                                .put(
                                        "mail.smtp.ssl.socketFactory",
                                        trusting(trusted).getSocketFactory());
                    }
                    try {
                        context.getBean(MailTransport.class)
                                .deliver(Email.of("ada@example.org", "Grüße", "plain ✓", "", "<end>")
                                        .requestedBy("secret-of-a-browser"));
                    } catch (MailException e) {
                        failure = SmtpFailure.of(e);
                    }
                });
    }

    private SMTPServer.Builder server() {
        return SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .authenticationHandlerFactory(new Authentication())
                .messageHandler((context, from, to, data) -> emails.add(data));
    }

    private static SMTPServer refusing(boolean sender) {
        return SMTPServer.port(0)
                .bindAddress(InetAddress.getLoopbackAddress())
                .messageHandlerFactory(context -> new Refusing(sender))
                .build();
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

    /** Refuses the sender, or the recipient. */
    private record Refusing(boolean sender) implements MessageHandler {
        @Override
        public void from(String from) throws RejectException {
            if (sender) {
                throw new RejectException(553, "<" + from + "> is not allowed");
            }
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            throw new RejectException(550, "<" + recipient + "> is unknown");
        }

        @Override
        public String data(InputStream data) {
            throw new IllegalStateException("no recipient was accepted");
        }

        @Override
        public void done() {}
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
