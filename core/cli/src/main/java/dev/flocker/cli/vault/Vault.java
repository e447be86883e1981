package dev.flocker.cli.vault;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens what Ansible Vault encrypted; a password is only asked for when something needs one. */
public final class Vault {

  /** Has no passwords. */
  public static final Vault NONE = new Vault(List.of());

  private static final String GIVE_ONE =
      "; give one: --vault-password-file FILE, or --ask-vault-pass";

  private final List<Password> passwords;
  private final Map<String, String> opened = new HashMap<>();

  /**
   * @param passwords by preference; one of the id that a text names comes before all others
   */
  public Vault(List<Password> passwords) {
    this.passwords = List.copyOf(passwords);
  }

  public static boolean isEncrypted(String text) {
    return text.startsWith(Envelope.BEGIN);
  }

  /**
   * What an encrypted text holds.
   *
   * @throws IllegalArgumentException with cause and remedy, if no password opens it
   */
  public synchronized String open(String encrypted) {
    String known = opened.get(encrypted);
    if (known != null) {
      return known;
    }
    Envelope envelope = Envelope.parse(encrypted);
    String text = envelope.open(opening(envelope).text()).orElseThrow();
    opened.put(encrypted, text);
    return text;
  }

  /**
   * Encrypts a text.
   *
   * @param before what it takes the place of, whose password and id it gets; empty for the password
   *     that comes first
   * @throws IllegalArgumentException with cause and remedy, if there is no such password
   */
  public synchronized String seal(String text, Optional<String> before) {
    Optional<Envelope> old = before.map(Envelope::parse);
    if (old.isPresent()) {
      return Envelope.seal(text, opening(old.get()).text(), old.get().id());
    }
    if (passwords.isEmpty()) {
      throw new IllegalArgumentException("there is no password to encrypt it with" + GIVE_ONE);
    }
    Password first = passwords.getFirst();
    Optional<String> id = Optional.of(first.id()).filter(i -> !i.equals(Password.DEFAULT));
    return Envelope.seal(text, first.text(), id);
  }

  private Password opening(Envelope envelope) {
    String by = envelope.id().map(id -> " with the password " + id).orElse("");
    if (passwords.isEmpty()) {
      throw new IllegalArgumentException(
          "it is encrypted by Ansible Vault" + by + ", and no password was given" + GIVE_ONE);
    }
    for (Password password : order(envelope.id())) {
      if (envelope.open(password.text()).isPresent()) {
        return password;
      }
    }
    throw new IllegalArgumentException(
        "it is encrypted by Ansible Vault"
            + by
            + ", and "
            + (passwords.size() == 1 ? "the password" : "none of the passwords")
            + " from "
            + String.join(", ", passwords.stream().map(Password::from).toList())
            + (passwords.size() == 1 ? " does not open it" : " opens it")
            + "; give the right one: --vault-password-file FILE, --vault-id ID@FILE, or"
            + " --ask-vault-pass");
  }

  private List<Password> order(Optional<String> id) {
    List<Password> order = new ArrayList<>(passwords);
    order.sort(Comparator.comparing(p -> id.isEmpty() || !p.id().equals(id.get())));
    return order;
  }
}
