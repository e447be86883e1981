package dev.flocker.cli.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.util.Locale;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.common.SSHRuntimeException;

/** What a host shows instead of its bare key, signed by an authority. */
record HostCertificate(Certificate<?> certificate, SshConfig config) {

  private static final int OF_A_HOST = 2;

  KeyText text() {
    return KeyText.of(certificate);
  }

  /** Whose signature it bears. */
  KeyText authority() {
    return KeyText.of(certificate.getSignatureKey());
  }

  /** Whether that authority vouches for this host with it, now. */
  boolean isFrom(KnownHosts.Line line) {
    String name = config.hostKeyAlias().orElse(config.hostname()).toLowerCase(Locale.ROOT);
    try {
      String signature = new Buffer.PlainBuffer(certificate.getSignature()).readString();
      return line.key().equals(authority())
          && certificate.getType() == OF_A_HOST
          && certificate.getCritOptions().isEmpty()
          && config.names("CASignatureAlgorithms").contains(signature)
          && KeyType.CertUtils.verifyHostCertificate(text().encoded(), certificate, name) == null;
    } catch (Buffer.BufferException | SSHRuntimeException invalid) {
      return false;
    }
  }
}
