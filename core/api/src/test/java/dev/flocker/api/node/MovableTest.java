package dev.flocker.api.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flocker.api.Ref;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A plugin that leaves something out loses no data in silence. */
class MovableTest {

  /** Without these a transfer that is cut short begins anew, and nothing of it is kept. */
  private static final Set<String> RESUMPTION = Set.of("partial", "abandon");

  private static Stream<Method> defaults() {
    return Stream.of(Movable.class.getMethods()).filter(Method::isDefault);
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void whatIsLeftOutIsRefused(Method method) {
    if (RESUMPTION.contains(method.getName())) {
      return;
    }
    Object half =
        Proxy.newProxyInstance(
            MovableTest.class.getClassLoader(),
            new Class<?>[] {Movable.class},
            InvocationHandler::invokeDefault);
    Object[] given = Stream.of(method.getParameterTypes()).map(MovableTest::any).toArray();

    assertThatThrownBy(() -> method.invoke(half, given))
        .cause()
        .as(method.getName())
        .isInstanceOf(Failure.class);
  }

  @Test
  void whatCoreReliesOnBeforeItDestroysOrHandsOverIsForThePluginToSay() {
    assertThat(defaults().map(Method::getName))
        .doesNotContain(
            "snapshots", "outgoing", "requireReceivable", "adapt", "requireOpenable", "retain");
  }

  private static Object any(Class<?> type) {
    if (type == Ref.class) {
      return new Ref("data", "db");
    }
    if (type == Version.class) {
      return new Version("s", "1");
    }
    if (type == Optional.class) {
      return Optional.empty();
    }
    if (type == Copy.class) {
      return Copy.class.cast(null);
    }
    return type == String.class ? "x" : null;
  }
}
