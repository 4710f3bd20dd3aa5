import '@angular/compiler'; // Angular's packages are only partly compiled. In a build, the CLI compiles the rest.
import 'zone.js';
import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import 'haptik-feedback-widget/element';

/** The component of docs/embedding.md, with an event. */
@Component({
  selector: 'app-feedback',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <button type="button" (click)="title = 'Changed'">Change</button>
    <p role="status">{{ rating }}</p>
    <haptik-feedback
      relayUrl="/feedback"
      [businessId]="343"
      [authId]="user.id"
      [messages]="{ title: title }"
      (feedback-success)="rating = $any($event).detail.feedback.rating"
    ></haptik-feedback>
  `,
})
class FeedbackComponent {
  user = { id: 'visitor-1' };
  title = 'From the app';
  rating = 0;
}

void bootstrapApplication(FeedbackComponent);
