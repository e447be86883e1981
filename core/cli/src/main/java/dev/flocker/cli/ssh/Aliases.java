package dev.flocker.cli.ssh;

import java.security.Provider;
import java.security.Security;
import net.schmizz.sshj.common.SecurityUtils;

/** The JDK's cryptography under the names that sshj uses: it says ECDSA where the JDK says EC. */
final class Aliases extends Provider {

  private static final long serialVersionUID = 1;

  private Aliases() {
    super("flocker", "1", "ECDSA by the JDK's name for it");
    copy("KeyFactory");
    copy("KeyPairGenerator");
  }

  static synchronized void install() {
    SecurityUtils.setRegisterBouncyCastle(false);
    if (Security.getProvider("flocker") == null) {
      Security.addProvider(new Aliases());
    }
  }

  private void copy(String kind) {
    for (Provider provider : Security.getProviders(kind + ".EC")) {
      Service service = provider.getService(kind, "EC");
      putService(
          new Service(this, kind, "ECDSA", service.getClassName(), null, null) {
            @Override
            public Object newInstance(@org.jspecify.annotations.Nullable Object parameter)
                throws java.security.NoSuchAlgorithmException {
              return service.newInstance(parameter);
            }
          });
      return;
    }
  }
}
