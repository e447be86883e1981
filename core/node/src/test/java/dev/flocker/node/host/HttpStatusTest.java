package dev.flocker.node.host;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.flocker.api.value.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against servers of this machine. */
@Timeout(60)
class HttpStatusTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final AtomicReference<Headers> asked = new AtomicReference<>();
  private final AtomicReference<String> path = new AtomicReference<>();
  private final AtomicReference<String> names = new AtomicReference<>();
  private HttpServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private void serve(HttpServer made, int status) {
    server = made;
    server.createContext(
        "/",
        exchange -> {
          note(exchange);
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  private void note(HttpExchange exchange) {
    asked.set(exchange.getRequestHeaders());
    path.set(exchange.getRequestURI().toString());
    if (exchange instanceof HttpsExchange secure) {
      ExtendedSSLSession session = (ExtendedSSLSession) secure.getSSLSession();
      names.set(session.getRequestedServerNames().toString());
    }
  }

  private OptionalInt ask(String scheme, String path, Map<String, String> headers) {
    URI url = URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + path);
    Map<String, Secret> secret =
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> new Secret(e.getValue())));
    return HttpStatus.of(url, secret, LIMIT);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 401, 503})
  void tellsTheStatusAndFollowsNothing(int status) throws IOException {
    serve(HttpServer.create(new InetSocketAddress(HERE, 0), 0), status);
    assertThat(ask("http", "/a%20b?c=d", Map.of())).hasValue(status);
    assertThat(path).hasValue("/a%20b?c=d");
    assertThat(asked.get().get("Host"))
        .isEqualTo(List.of("127.0.0.1:" + server.getAddress().getPort()));
  }

  @Test
  void sendsTheHeadersThatItIsGiven() throws IOException {
    serve(HttpServer.create(new InetSocketAddress(HERE, 0), 0), 204);
    Map<String, String> headers =
        Map.of("Host", "shop.example", "authorization", "Basic x", "user-agent", "kube-probe/1");
    assertThat(ask("http", "", headers)).hasValue(204);
    assertThat(path).hasValue("/");
    assertThat(asked.get())
        .containsEntry("Host", List.of("shop.example"))
        .containsEntry("Authorization", List.of("Basic x"))
        .containsEntry("User-agent", List.of("kube-probe/1"));
  }

  /** Whatever the certificate: of whom, of which key, and long out of date. */
  @ParameterizedTest
  @CsvSource({"EC, 256, SHA256withECDSA", "RSA, 1024, SHA1withRSA"})
  void takesAnyCertificate(String key, String size, String signature, @TempDir Path folder)
      throws Exception {
    HttpsServer secure = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
    secure.setHttpsConfigurator(new HttpsConfigurator(tls(folder, key, size, signature)));
    serve(secure, 200);
    assertThat(ask("https", "/", Map.of("Host", "shop.example:8443"))).hasValue(200);
    assertThat(names.get()).contains("shop.example").doesNotContain("8443");
    assertThat(ask("https", "/", Map.of())).hasValue(200);
    assertThat(names.get()).isEqualTo("[]");
    assertThat(ask("http", "/", Map.of())).as("not by TLS").isNotEqualTo(OptionalInt.of(200));
  }

  private static SSLContext tls(Path folder, String key, String size, String signature)
      throws Exception {
    Path store = folder.resolve("keys.p12");
    String line =
        "-genkeypair -alias a -dname CN=other.example -storepass secret -storetype PKCS12"
            + " -startdate 2001/01/01 -validity 2 -keyalg %s -keysize %s -sigalg %s -keystore %s";
    List<String> argv =
        new ArrayList<>(List.of(line.formatted(key, size, signature, store).split(" ")));
    argv.add(0, Path.of(System.getProperty("java.home"), "bin/keytool").toString());
    assertThat(new ProcessBuilder(argv).inheritIO().start().waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "secret".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "secret".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 103 Early Hints|Link: </a>||HTTP/1.1 200 OK||', 200",
    "'HTTP/1.0 404|', 404",
    "'HTTP/1.1 101 Switching Protocols|', 101",
    "'SSH-2.0-OpenSSH_9.2|', ",
    "'HTTP/1.1 200', ",
    "'', ",
  })
  void readsTheFirstLine(String answer, Integer status) throws IOException {
    OptionalInt expected = status == null ? OptionalInt.empty() : OptionalInt.of(status);
    try (ServerSocket listening = new ServerSocket(0, 1, HERE)) {
      Thread.startVirtualThread(() -> answer(listening, answer.replace("|", "\r\n")));
      assertThat(of(listening, LIMIT)).isEqualTo(expected);
    }
  }

  private static void answer(ServerSocket listening, String text) {
    try (Socket client = listening.accept()) {
      OutputStream out = client.getOutputStream();
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
      client.shutdownOutput();
      client.getInputStream().readAllBytes();
    } catch (IOException gone) {
      // the other side has seen enough
    }
  }

  /** A limit for each byte would be none. */
  @Test
  void waitsNoLongerThanItsLimitForWhatComesByDrops() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 1, HERE)) {
      Thread.startVirtualThread(() -> drip(listening));
      long begin = System.nanoTime();
      assertThat(of(listening, Duration.ofMillis(700))).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    }
  }

  private static void drip(ServerSocket listening) {
    try (Socket client = listening.accept()) {
      while (true) {
        client.getOutputStream().write('H');
        client.getOutputStream().flush();
        Thread.sleep(100);
      }
    } catch (IOException | InterruptedException gone) {
      // the other side has waited long enough
    }
  }

  private static OptionalInt of(ServerSocket listening, Duration limit) {
    URI url = URI.create("http://127.0.0.1:" + listening.getLocalPort() + "/");
    return HttpStatus.of(url, Map.of(), limit);
  }
}
