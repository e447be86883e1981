package dev.flocker.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.flocker.node.plugin.Plugins;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
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
    Path plugins = Files.createDirectories(folder.resolve("plugins"));
    Files.move(SamplePlugin.jar(folder), plugins.resolve("file.jar"));
    Plugins found = Plugins.load(Optional.of(plugins));
    assertThat(found.types()).extracting(t -> t.name()).contains("container", "file", "volume");
    assertThat(found.originOf(found.type("file").orElseThrow())).isEqualTo("flocker-file");
    assertThat(found.provider("file", "posix")).isPresent();
  }

  @Test
  void holdsTheContract() throws Exception {
    Path main = SamplePlugin.compile("src/main/java", folder.resolve("main"), SamplePlugin.api());
    String all = System.getProperty("java.class.path") + ":" + main;
    Path tests = SamplePlugin.compile("src/test/java", folder.resolve("test"), all);
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
