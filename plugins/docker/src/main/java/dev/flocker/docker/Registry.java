package dev.flocker.docker;

import dev.flocker.api.schema.Doc;
import dev.flocker.api.value.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** A login to a registry. */
record Registry(
    @Doc("Its name, with a port if it has one: registry.example:5000; docker.io is Docker Hub.")
        String server,
    @Doc("Who logs in.") Secret username,
    @Doc("The password, or a token.") Secret password) {

  private static final String HUB = "docker.io";

  /** By which Docker knows its own registry. */
  private static final String HUBS_ADDRESS = "https://index.docker.io/v1/";

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]{1,5})?");

  Registry {
    if (!FORM.matcher(server).matches()) {
      throw new IllegalArgumentException(
          "has the server \"" + server + "\"; write a name alone, as registry.example:5000");
    }
    if (username.reveal().isEmpty() || username.reveal().indexOf(':') >= 0) {
      throw new IllegalArgumentException(
          "has a username for " + server + " that no registry takes; write one without colons");
    }
    if (password.reveal().isEmpty()) {
      throw new IllegalArgumentException("has no password for " + server + "; write one");
    }
  }

  /** Whether it has an image by that name. */
  boolean has(ImageReference image) {
    return image.server().orElse(HUB).equals(isHub() ? HUB : server);
  }

  private boolean isHub() {
    return server.equals(HUB) || server.equals("index.docker.io");
  }

  /** A configuration of Docker's in which nothing but this login is. */
  String configuration() {
    String pair = username.reveal() + ":" + password.reveal();
    String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return "{\"auths\": {\"%s\": {\"auth\": \"%s\"}}}\n"
        .formatted(isHub() ? HUBS_ADDRESS : server, encoded);
  }
}
