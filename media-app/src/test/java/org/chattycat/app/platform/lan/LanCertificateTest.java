package org.chattycat.app.platform.lan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanCertificateTest {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    private Path folder;

    private LanCertificate certificate(String address, Clock clock) throws Exception {
        return LanCertificate.in(folder, InetAddress.getByName(address), clock);
    }

    private LanCertificate certificate(String address) throws Exception {
        return certificate(address, CLOCK);
    }

    @Test
    void namesTheAddress() throws Exception {
        LanCertificate made = certificate("192.168.1.5");
        X509Certificate certificate = (X509Certificate) made.store().getCertificate("lan");
        assertThat(certificate.getSubjectAlternativeNames()).containsExactly(List.of(7, "192.168.1.5"));
        assertThatCode(() -> certificate.verify(certificate.getPublicKey())).doesNotThrowAnyException();
        assertThat(made.fingerprint()).matches("[0-9A-F]{2}(:[0-9A-F]{2}){31}");
    }

    @Test
    void isMadeOnce() throws Exception {
        assertThat(certificate("192.168.1.5").fingerprint())
                .isEqualTo(certificate("192.168.1.5").fingerprint());
        assertThat(certificate("fd00::5").fingerprint())
                .isEqualTo(certificate("fd00::5").fingerprint());
    }

    @Test
    void isMadeAnewForAnotherAddress() throws Exception {
        assertThat(certificate("192.168.1.5").fingerprint())
                .isNotEqualTo(certificate("192.168.1.6").fingerprint());
    }

    @Test
    void isMadeAnewBeforeItExpires() throws Exception {
        String first = certificate("192.168.1.5").fingerprint();
        assertThat(certificate("192.168.1.5", Clock.offset(CLOCK, Duration.ofDays(380)))
                        .fingerprint())
                .isEqualTo(first);
        assertThat(certificate("192.168.1.5", Clock.offset(CLOCK, Duration.ofDays(395)))
                        .fingerprint())
                .isNotEqualTo(first);
    }

    @Test
    void aDamagedFileIsReplaced() throws Exception {
        Files.writeString(folder.resolve("clock-listener.p12"), "damaged");
        assertThat(certificate("192.168.1.5").fingerprint())
                .isEqualTo(certificate("192.168.1.5").fingerprint());
    }

    @Test
    void onlyTheOwnerCanReadTheKey() throws Exception {
        certificate("192.168.1.5");
        assertThat(Files.getPosixFilePermissions(folder.resolve("clock-listener.p12")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getPosixFilePermissions(folder)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }
}
