// SPDX-License-Identifier: Apache-2.0

import { provideHttpClient } from '@angular/common/http';
import { bootstrapApplication } from '@angular/platform-browser';

import { VolumesComponent } from './app/volumes.component';

bootstrapApplication(VolumesComponent, { providers: [provideHttpClient()] }).catch(console.error);
