package org.chattycat.app.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Without a mail server, sign-in links lie in a mailbox that whoever reaches this machine's loopback may read. That is for
 * trying things out, so it is refused as soon as others can reach the application.
 */
final class StartRules implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Environment environment = context.getEnvironment();
        String mailHost = environment.getProperty("spring.mail.host", "");
        if (!mailHost.isBlank()) {
            return;
        }
        String address = environment.getProperty("server.address", "0.0.0.0");
        if (!isLoopback(address)) {
            throw refused("Chatty Cat would listen at " + address + ", where others can reach it,");
        }
        String publicUrl = environment.getProperty("chattycat.public-url", "");
        if (!publicUrl.isBlank() && !isLoopback(hostOf(publicUrl))) {
            throw refused("Chatty Cat would be reachable at " + publicUrl);
        }
    }

    private static StartRefusedException refused(String what) {
        return new StartRefusedException(
                what + " but has no mail server to send sign-in links by.",
                "Set SPRING_MAIL_HOST (and SPRING_MAIL_PORT, SPRING_MAIL_USERNAME, SPRING_MAIL_PASSWORD), or leave"
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
        // Only literal addresses: a name may mean something else tomorrow.
        boolean literal = host.matches("[0-9.]+") || host.contains(":");
        try {
            return literal && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
