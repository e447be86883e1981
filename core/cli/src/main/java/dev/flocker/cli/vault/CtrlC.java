package dev.flocker.cli.vault;

import java.lang.reflect.Proxy;

/**
 * Leaves Ctrl-C to another program for a while: the terminal sends it to all that run there, and
 * the JVM would begin to end. By reflection, as compilers warn of the only class that can do it.
 */
final class CtrlC {

  private final Object before;

  private CtrlC(Object before) {
    this.before = before;
  }

  /** Caught, and not ignored: so whoever is started meanwhile does not ignore it. */
  static CtrlC isAnothers() {
    try {
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object nothing =
          Proxy.newProxyInstance(
              handler.getClassLoader(), new Class<?>[] {handler}, (p, method, signal) -> null);
      return new CtrlC(handle(nothing));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java has no signals", e);
    }
  }

  /**
   * @return who handled it before
   */
  private static Object handle(Object handler) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Object interrupt = signal.getConstructor(String.class).newInstance("INT");
    return signal
        .getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
        .invoke(null, interrupt, handler);
  }

  void isBack() {
    try {
      handle(before);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java has no signals", e);
    }
  }
}
