/** @jsxImportSource react */

/** A whole page in React, with the script tag of the widget in its head. */
export function ReactDocument() {
  return (
    <html lang="en">
      <head>
        <title>Site</title>
        <link rel="icon" href="data:," />
        <script
          async
          src="/haptik-feedback.js"
          data-relay-url="/feedback"
          data-business-id="343"
          data-auth-id="visitor-1"
        />
      </head>
      <body>
        <h1>Page</h1>
        <script type="module" src="/react-document.js" />
      </body>
    </html>
  );
}
