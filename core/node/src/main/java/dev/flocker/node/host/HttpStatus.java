package dev.flocker.node.host;

import dev.flocker.api.value.Secret;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * One GET request, of whose answer the status is all that is read. Java's own clients send no
 * {@code Host} but the address that they dial, and have no limit for the whole of it.
 */
final class HttpStatus {

  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");
  private static final int LONGEST_LINE = 16 << 10;

  private final URI url;
  private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final long end;

  private HttpStatus(URI url, Map<String, Secret> headers, Duration limit) {
    this.url = url;
    this.headers.put("Host", authority(url));
    this.headers.put("User-Agent", "flocker");
    this.headers.put("Accept", "*/*");
    this.headers.put("Connection", "close");
    headers.forEach((name, value) -> this.headers.put(name, value.reveal()));
    this.end = System.nanoTime() + limit.toNanos();
  }

  /** Empty if no answer came within the limit. */
  static OptionalInt of(URI url, Map<String, Secret> headers, Duration limit) {
    HttpStatus request = new HttpStatus(url, headers, limit);
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), port(url)), request.left());
      return OptionalInt.of(isSecure(url) ? request.securely(socket) : request.ask(socket));
    } catch (IOException noAnswer) {
      return OptionalInt.empty();
    }
  }

  private static boolean isSecure(URI url) {
    return url.getScheme().equals("https");
  }

  private static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return isSecure(url) ? 443 : 80;
  }

  /** The port that goes without saying is not said: some compare the whole. */
  private static String authority(URI url) {
    boolean usual = url.getPort() < 0 || url.getPort() == (isSecure(url) ? 443 : 80);
    return usual ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  private int left() throws SocketTimeoutException {
    long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
    if (left < 1) {
      throw new SocketTimeoutException();
    }
    return (int) left;
  }

  private int securely(Socket plain) throws IOException {
    String name = headers.getOrDefault("Host", url.getHost()).replaceFirst(":[0-9]+$", "");
    try (SSLSocket socket =
        (SSLSocket) trusting().getSocketFactory().createSocket(plain, name, port(url), true)) {
      socket.setSoTimeout(left());
      socket.startHandshake();
      return ask(socket);
    }
  }

  private int ask(Socket socket) throws IOException {
    socket.getOutputStream().write(request().getBytes(StandardCharsets.UTF_8));
    InputStream in = socket.getInputStream();
    while (true) {
      int status = status(line(in, socket));
      if (status >= 200 || status == 101) {
        return status;
      }
      while (!line(in, socket).isEmpty()) {
        // the headers of what only says that an answer is to come
      }
    }
  }

  private String request() {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    StringBuilder text = new StringBuilder("GET " + path + query + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
    return text.append("\r\n").toString();
  }

  private static int status(String line) throws IOException {
    Matcher m = STATUS_LINE.matcher(line);
    if (!m.matches()) {
      throw new IOException("no HTTP");
    }
    return Integer.parseInt(m.group(1));
  }

  private String line(InputStream in, Socket socket) throws IOException {
    StringBuilder line = new StringBuilder();
    while (line.length() < LONGEST_LINE) {
      socket.setSoTimeout(left());
      int c = in.read();
      if (c < 0) {
        throw new EOFException();
      }
      if (c == '\n') {
        return line.toString().stripTrailing();
      }
      line.append((char) c);
    }
    throw new IOException("a line without end");
  }

  private static SSLContext trusting() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  /** An extended one, as for others Java itself refuses certificates with weak keys. */
  private static final class Anybody extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
