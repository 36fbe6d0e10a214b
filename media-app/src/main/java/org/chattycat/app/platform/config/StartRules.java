package org.chattycat.app.platform.config;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Refuses to start with an unsafe mail configuration.
 *
 * <p>Without a mail server, sign-in links go to a mailbox that is open on the loopback interface of this machine. This is meant
 * for trying the application out, and is refused when others can reach the application.
 *
 * <p>With a mail server, a sender is required, because servers reject email from localhost. The password of the mail server is
 * not sent over an unencrypted connection.
 */
final class StartRules implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String SENDER_ACTION =
            "Set CHATTYCAT_MAIL_FROM to an address of your domain, such as: Chatty Cat <no-reply@example.org>.";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        requireSwitch(environment, "chattycat.worker.embedded", "where workers run as processes of their own");
        requireSwitch(environment, "chattycat.mail.starttls", "for a mail server on a trusted network");
        if (environment.getProperty("spring.mail.host", "").isBlank()) {
            requireLoopback(environment);
        } else {
            requireSender(environment);
            requireEncryptedPassword(environment);
        }
    }

    private static void requireLoopback(Environment environment) {
        String address = environment.getProperty("server.address", "0.0.0.0");
        if (!isLoopback(address)) {
            throw refused("Chatty Cat would listen at " + address + ", where others can reach it,");
        }
        String publicUrl = environment.getProperty("chattycat.public-url", "");
        if (!publicUrl.isBlank() && !isLoopback(hostOf(publicUrl))) {
            throw refused("Chatty Cat would be reachable at " + publicUrl);
        }
    }

    private static void requireSender(Environment environment) {
        String from = environment.getProperty("chattycat.mail.from", "");
        if (from.isBlank()) {
            throw new StartRefusedException("Chatty Cat has a mail server but no sender for its email.", SENDER_ACTION);
        }
        try {
            InternetAddress sender = new InternetAddress(from, true);
            if (!sender.getAddress().contains("@")) {
                throw new AddressException("Missing final '@domain'");
            }
        } catch (AddressException e) {
            throw new StartRefusedException(
                    "The sender of email, '" + from + "', is not an email address: " + e.getMessage() + ".",
                    SENDER_ACTION);
        }
    }

    private static void requireEncryptedPassword(Environment environment) {
        String startTls = environment.getProperty("chattycat.mail.starttls", "true");
        Map<String, String> properties = Binder.get(environment)
                .bind("spring.mail.properties", Bindable.mapOf(String.class, String.class))
                .orElse(Map.of());
        boolean encrypted = "true".equals(properties.getOrDefault("mail.smtp.starttls.required", startTls))
                || environment.getProperty("spring.mail.ssl.enabled", Boolean.class, false)
                || environment.getProperty("spring.mail.protocol", "smtp").equals("smtps");
        if (!encrypted && !environment.getProperty("spring.mail.username", "").isBlank()) {
            throw new StartRefusedException(
                    "Chatty Cat would send the mail server's password over an unencrypted connection.",
                    "Set CHATTYCAT_MAIL_STARTTLS to true, or leave SPRING_MAIL_USERNAME empty.");
        }
    }

    /**
     * Refuses everything except true and false for a setting that no record binds. The mail library treats every other value as
     * false, and would send unencrypted without a warning.
     */
    private static void requireSwitch(Environment environment, String name, String offWhere) {
        String value = environment.getProperty(name, "true");
        if (!value.equals("true") && !value.equals("false")) {
            String variable = name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
            throw new StartRefusedException(
                    variable + " is '" + value + "', which is neither true nor false.",
                    "Set " + variable + " to true, or to false " + offWhere + ".");
        }
    }

    private static StartRefusedException refused(String what) {
        return new StartRefusedException(
                what + " but has no mail server to send sign-in links.",
                "Set SPRING_MAIL_HOST (and SPRING_MAIL_PORT, SPRING_MAIL_USERNAME, SPRING_MAIL_PASSWORD, CHATTYCAT_MAIL_FROM), or leave"
                        + " SERVER_ADDRESS and CHATTYCAT_PUBLIC_URL at their defaults.");
    }

    private static String hostOf(String url) {
        try {
            String host = URI.create(url).getHost();
            return host == null ? url : host;
        } catch (IllegalArgumentException e) {
            return url;
        }
    }

    private static boolean isLoopback(String host) {
        if (host.equals("localhost")) {
            return true;
        }
        // Only literal addresses: a name could resolve to another address later.
        boolean literal = host.matches("[0-9.]+") || host.contains(":");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
