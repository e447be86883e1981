package dev.flocker.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.flocker.node.plugin.Origin;
import dev.flocker.node.plugin.Plugins;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What docs/writing-a-plugin.md shows compiles with the api alone, loads, and holds its tests. */
class SamplePluginTest {

  @TempDir Path folder;

  @Test
  void isFoundAmongFlockersOwn() throws Exception {
    Path jar = SamplePlugin.asWritten().into(folder.resolve("file.jar"));
    Plugins found = Plugins.load(Plugins.jarsIn(folder));
    assertThat(found.types()).extracting(t -> t.name()).contains("container", "file", "volume");
    assertThat(found.originOf(found.type("file").orElseThrow()))
        .isEqualTo(new Origin("flocker-file", "1.0.0", Optional.of(jar)))
        .hasToString("flocker-file 1.0.0");
    assertThat(found.originOf(found.type("volume").orElseThrow())).hasToString("flocker 0.1.0");
    assertThat(found.provider("file", "posix")).isPresent();
  }

  @Test
  void holdsTheContract() throws Exception {
    Path main =
        Javac.compile(
            SamplePlugin.SOURCES.resolve("src/main/java"), folder.resolve("main"), Javac.api());
    String all = System.getProperty("java.class.path") + ":" + main;
    Path tests =
        Javac.compile(SamplePlugin.SOURCES.resolve("src/test/java"), folder.resolve("test"), all);
    URL[] both = {main.toUri().toURL(), tests.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(both, getClass().getClassLoader())) {
      TestExecutionSummary summary = run(loader.loadClass("com.example.file.FileTest"));
      assertThat(summary.getFailures()).extracting(f -> f.getException()).isEmpty();
      assertThat(summary.getTestsSucceededCount()).isGreaterThanOrEqualTo(10);
      assertThat(summary.getTestsAbortedCount()).isZero();
    }
  }

  private static TestExecutionSummary run(Class<?> test) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(test)).build();
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, listener);
    return listener.getSummary();
  }
}
