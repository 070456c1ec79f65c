package dev.keyshelf.local.identity;

import dev.keyshelf.api.Role;
import dev.keyshelf.domain.partner.Partner;
import dev.keyshelf.http.Hash;
import dev.keyshelf.http.Html;
import dev.keyshelf.local.http.Response;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The pages of the development issuer: plain HTML forms without scripts. */
final class SignInPage {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1a1a1a;--paper:#fff;--faint:#555;--line:#d5d5d5;\
      --fill:#0b57a4;--on:#fff}
      @media(prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#171717;--faint:#b0b0b0;\
      --line:#3c3c3c;--fill:#8ab8ee;--on:#10151c}}
      body{font:1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:0 auto;padding:2.5rem 1rem;\
      color:var(--ink);background:var(--paper)}
      h1{font-size:1.6rem;line-height:1.25;margin:0 0 1rem}
      label,legend{font-weight:600}
      fieldset{margin:1.25rem 0;padding:.5rem 1rem;border:1px solid var(--line);\
      border-radius:.3rem}
      fieldset label{display:block;font-weight:400;padding:.3rem 0}
      select,input[type=text]{display:block;box-sizing:border-box;width:100%;font:inherit;\
      margin:.25rem 0 1.25rem;padding:.5rem;color:inherit;background:var(--paper);\
      border:1px solid var(--faint);border-radius:.3rem}
      input[type=checkbox]{width:1.5rem;height:1.5rem;margin:0 .6rem 0 0;vertical-align:middle}
      .note{color:var(--faint);font-size:.9rem}
      .fault{padding:.5rem 1rem;border:2px solid var(--ink);border-radius:.3rem}
      button,.go{display:inline-block;font:inherit;font-weight:600;padding:.6rem 1.6rem;\
      border:1px solid var(--fill);border-radius:.3rem;color:var(--on);background:var(--fill);text-decoration:none;\
      cursor:pointer}
      code{font:.9rem/1.5 ui-monospace,monospace}
      fieldset code{color:var(--faint)}
      nav{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;margin-top:2rem}
      nav a{color:var(--fill);padding:.3rem 0}
      nav a[aria-current]{color:var(--ink);text-decoration:none}
      :lang(ko){word-break:keep-all}
      :focus-visible{outline:3px solid var(--ink);outline-offset:3px}
      """;

  private static final String STYLE_SOURCE =
      "'sha256-"
          + Base64.getEncoder()
              .encodeToString(
                  HexFormat.of().parseHex(Hash.sha256(STYLE.getBytes(StandardCharsets.UTF_8))))
          + "'";

  private SignInPage() {}

  /** Returns what a form shows when it opens: a newcomer only needs its button. */
  static Entered suggested(RegisteredClient client) {
    return client.isForOperators()
        ? new Entered("", "olga", List.of(), List.of())
        : new Entered(
            "", "ada", List.of(Role.ADMIN_AGENT.claim(), Role.GLOBAL_ADMIN.claim()), List.of());
  }

  /**
   * What a person typed, and what is wrong with it.
   *
   * @param partner the chosen partner's id; empty for the first in the list
   * @param faults the names of the texts that say what is wrong
   */
  record Entered(String partner, String user, List<String> roles, List<String> faults) {
    Entered {
      roles = List.copyOf(roles);
      faults = List.copyOf(faults);
    }
  }

  /** Returns the form in which a person picks a partner, a user and roles. */
  static Response form(
      int status,
      PageLanguage language,
      AuthorizeRequest request,
      String secret,
      List<Partner> partners,
      Entered entered) {
    var roles =
        Arrays.stream(Role.values())
            .map(Role::claim)
            .map(role -> box(role, language.text(role), entered.roles().contains(role)))
            .collect(Collectors.joining());
    var choice =
        partners.stream()
            .map(
                partner ->
                    option(language, partner, partner.id().value().equals(entered.partner())))
            .collect(Collectors.joining());
    return form(
        status,
        language,
        "sign-in",
        request,
        secret,
        entered,
        """
        <label for="partner">%s</label>
        <select id="partner" name="partner" required>
        %s</select>
        """
            .formatted(language.text("partner"), choice),
        """
        <fieldset><legend>%s</legend>
        %s</fieldset>
        """
            .formatted(language.text("roles"), roles));
  }

  /** Returns the form in which an operator gives a name. Operators have no partner and one role. */
  static Response operatorForm(
      int status, PageLanguage language, AuthorizeRequest request, String secret, Entered entered) {
    return form(status, language, "operator-sign-in", request, secret, entered, "", "");
  }

  private static Response form(
      int status,
      PageLanguage language,
      String title,
      AuthorizeRequest request,
      String secret,
      Entered entered,
      String before,
      String after) {
    return page(
        status,
        language,
        language.text(title),
        """
        <h1>%s</h1>
        %s<p class="note">%s</p>
        <form method="post" action="/issuer/authorize">
        <input type="hidden" name="form" value="%s">
        <input type="hidden" name="%s" value="%s">
        %s<label for="user">%s</label>
        <input type="text" id="user" name="user" value="%s" maxlength="64" required\
         autocomplete="username" spellcheck="false">
        %s<button>%s</button>
        </form>
        <nav aria-label="%s">%s</nav>
        """
            .formatted(
                language.text(title),
                faults(language, entered),
                language.text("development"),
                Html.text(secret),
                PageLanguage.PARAMETER,
                language.tag(),
                before,
                language.text("user"),
                Html.text(entered.user()),
                after,
                language.text("submit"),
                language.text("languages"),
                languages(language, request)),
        "'self' " + origin(request.redirect()));
  }

  private static String box(String role, String name, boolean isChosen) {
    return "<label><input type=\"checkbox\" name=\"role\" value=\"%s\"%s>%s <code>%s</code></label>\n"
        .formatted(role, isChosen ? " checked" : "", name, role);
  }

  /** Returns links to the same page in the other languages. */
  private static String languages(PageLanguage spoken, AuthorizeRequest request) {
    return Arrays.stream(PageLanguage.values())
        .map(
            language -> {
              var parameters = request.parameters();
              parameters.put(PageLanguage.PARAMETER, language.tag());
              return "<a href=\"%s\" lang=\"%s\"%s>%s</a>"
                  .formatted(
                      Html.text(IssuerPages.withQuery("/issuer/authorize", parameters)),
                      language.tag(),
                      language == spoken ? " aria-current=\"true\"" : "",
                      language.ownName());
            })
        .collect(Collectors.joining("\n"));
  }

  private static String faults(PageLanguage language, Entered entered) {
    return entered.faults().isEmpty()
        ? ""
        : entered.faults().stream()
            .map(language::text)
            .collect(Collectors.joining("<br>", "<p class=\"fault\" role=\"alert\">", "</p>\n"));
  }

  private static String option(PageLanguage language, Partner partner, boolean isChosen) {
    var id = Html.text(partner.id().value());
    return "<option value=\"%s\"%s>%s (%s)</option>\n"
        .formatted(
            id,
            isChosen ? " selected" : "",
            Html.text(partner.name()),
            partner.suspended() ? language.text("suspended", id) : id);
  }

  /**
   * Returns a page with one message, and a way back to the server's start page.
   *
   * @param title the name of the text of the heading
   * @param message the name of the text below it
   */
  static Response told(int status, PageLanguage language, String title, String message) {
    return page(
        status,
        language,
        language.text(title),
        """
        <h1>%s</h1>
        <p>%s</p>
        <p><a class="go" href="/">%s</a></p>
        """
            .formatted(language.text(title), language.text(message), language.text("open")),
        "'none'");
  }

  private static String origin(String uri) {
    var parsed = URI.create(uri);
    return parsed.getScheme() + "://" + parsed.getRawAuthority();
  }

  private static Response page(
      int status, PageLanguage language, String title, String content, String formAction) {
    var html =
        """
        <!doctype html>
        <html lang="%s"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>%s</title><style>%s</style></head>
        <body><main>
        %s</main></body></html>
        """
            .formatted(language.tag(), title, STYLE, content);
    Map<String, List<String>> headers = new TreeMap<>();
    headers.put("content-type", List.of("text/html; charset=utf-8"));
    headers.put("content-language", List.of(language.tag()));
    headers.put("cache-control", List.of("no-store"));
    // With no-referrer, browsers would send the form with the origin "null".
    headers.put("referrer-policy", List.of("same-origin"));
    headers.put("x-content-type-options", List.of("nosniff"));
    headers.put("cross-origin-opener-policy", List.of("same-origin"));
    headers.put(
        "content-security-policy",
        List.of(
            "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; img-src data:;"
                + " style-src %s; form-action %s".formatted(STYLE_SOURCE, formAction)));
    return new Response(status, headers, html.getBytes(StandardCharsets.UTF_8));
  }
}
