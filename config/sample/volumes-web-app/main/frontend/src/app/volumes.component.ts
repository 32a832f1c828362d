// SPDX-License-Identifier: Apache-2.0

import { HttpClient } from '@angular/common/http';
import { Component, inject, signal } from '@angular/core';

interface Volume {
  name: string;
  size: string;
  phase: string;
}

@Component({
  selector: 'volumes-list',
  template: `
    <h1>Volumes of {{ namespace }}</h1>
    <ul>
      @for (volume of volumes(); track volume.name) {
        <li>
          {{ volume.name }} ({{ volume.size }}, {{ volume.phase }})
          <button type="button" (click)="remove(volume)">Delete</button>
        </li>
      } @empty {
        <li>No volumes yet.</li>
      }
    </ul>
  `,
})
export class VolumesComponent {
  readonly namespace = new URLSearchParams(location.search).get('ns') ?? 'default';
  readonly volumes = signal<Volume[]>([]);

  private readonly http = inject(HttpClient);
  private readonly url = `api/namespaces/${this.namespace}/volumes`;

  constructor() {
    this.load();
  }

  remove(volume: Volume): void {
    this.http.delete(`${this.url}/${volume.name}`).subscribe(() => this.load());
  }

  private load(): void {
    this.http.get<Volume[]>(this.url).subscribe((volumes) => this.volumes.set(volumes));
  }
}
